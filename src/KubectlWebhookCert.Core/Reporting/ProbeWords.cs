using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>What came of asking an endpoint, in words.</summary>
public static class ProbeWords
{
    /// <summary>How it was asked, for people.</summary>
    /// <param name="way">How it was asked.</param>
    public static string Way(ProbeWay way) => way == ProbeWay.PortForward ? "asked by port-forward" : "asked directly";

    /// <summary>The same for programs.</summary>
    /// <param name="way">How it was asked.</param>
    public static string Code(ProbeWay way) => way == ProbeWay.PortForward ? "port-forward" : "direct";

    /// <summary>Why no certificate was presented; null where some were.</summary>
    /// <param name="answer">What came of it.</param>
    public static string? Problem(ProbeAnswer answer) => answer switch
    {
        ProbeAnswer.NotTls { What: var what } => $"answers without TLS: {what}",
        ProbeAnswer.TlsRefused { Alert: var alert } => $"ends the handshake: {alert}",
        ProbeAnswer.Unreachable { Why: var why } => why,
        ProbeAnswer.NotAsked { Why: var why } => $"not asked: {why}",
        _ => null,
    };
}

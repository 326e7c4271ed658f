using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>What came of asking an endpoint, in words.</summary>
internal static class ProbeWords
{
    /// <summary>How it was asked, for people.</summary>
    public static string Way(ProbeWay way) => way == ProbeWay.PortForward ? "asked by port-forward" : "asked directly";

    /// <summary>The same for programs.</summary>
    public static string Code(ProbeWay way) => way == ProbeWay.PortForward ? "port-forward" : "direct";

    /// <summary>Why no certificate was presented; null where some were.</summary>
    public static string? Problem(ProbeAnswer answer) => answer switch
    {
        ProbeAnswer.NotTls { What: var what } => $"answers without TLS: {what}",
        ProbeAnswer.TlsRefused { Alert: var alert } => $"ends the handshake: {alert}",
        ProbeAnswer.Unreachable { Why: var why } => why,
        ProbeAnswer.NotAsked { Why: var why } => $"not asked: {why}",
        _ => null,
    };
}

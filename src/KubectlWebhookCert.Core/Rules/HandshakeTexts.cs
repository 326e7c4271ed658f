using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>What an API server says where a handshake fails before it has a certificate to judge.</summary>
internal static class HandshakeTexts
{
    // a client of Go 1.18 or later wants TLS 1.2
    private static readonly GoVersion WantsNewer = new(18, 0);
    private static readonly ValueList<string> Old = ["SSL 3.0", "TLS 1.0", "TLS 1.1"];

    /// <summary>Its words; null where the handshake goes through, or none was begun.</summary>
    public static string? Of(ProbeAnswer? answer, ApiServerVersion server) => answer switch
    {
        ProbeAnswer.NotTls { What: var what } when what.Contains("HTTP", StringComparison.Ordinal) => "http: server gave HTTP response to HTTPS client",
        ProbeAnswer.NotTls => "tls: first record does not look like a TLS handshake",
        ProbeAnswer.TlsRefused { Alert: var alert } => $"remote error: tls: {alert}",
        ProbeAnswer.Presented { Protocol: var protocol } when IsTooOld(protocol, server) => "remote error: tls: protocol version not supported",
        _ => null,
    };

    /// <summary>Whether the API server does not speak a version of TLS any more.</summary>
    public static bool IsTooOld(string protocol, ApiServerVersion server) => Old.Contains(protocol) && server.Go >= WantsNewer;
}

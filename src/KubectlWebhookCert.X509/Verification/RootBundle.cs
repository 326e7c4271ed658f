using System.Collections.Immutable;
using KubectlWebhookCert.X509.Pem;

namespace KubectlWebhookCert.X509.Verification;

/// <summary>What an API server takes out of a CA bundle.</summary>
internal static class RootBundle
{
    /// <summary>client-go refuses a bundle that gives nothing since Kubernetes 1.22; before, it trusted nobody.</summary>
    private const int RefusedSince = 22;

    /// <summary>The anchors: every block that is a certificate for this Go.</summary>
    public static CertificatePool Read(ReadOnlySpan<byte> text, ApiServerVersion server, out string? refusal)
    {
        var anchors = ImmutableArray.CreateBuilder<Certificate>();
        string? malformed = null;
        var spans = PemReader.Scan(text, GoChanges.PemFromEndLines.IsIn(server.Go) ? PemRules.Current : PemRules.Classic);
        foreach (var span in spans)
        {
            if (span.Label != PemLabel.Certificate || !span.Headers.IsEmpty)
            {
                continue;
            }

            if (CertificateParser.TryParse(span.Bytes, server.Go, out var what) is { } certificate)
            {
                anchors.Add(certificate);
            }
            else
            {
                malformed ??= $"failed to parse certificate: {what}";
            }
        }

        refusal = anchors.Count > 0 || server.KubernetesMinor < RefusedSince
            ? null
            : malformed ?? (IsConsumed(text, spans) ? "no valid certificate authority data seen" : "unable to parse bytes as PEM block");
        return new CertificatePool(anchors);
    }

    // client-go goes on until no byte is left, and says so where the last ones are no block.
    private static bool IsConsumed(ReadOnlySpan<byte> text, List<PemSpan> spans) =>
        spans.Count > 0 && spans[^1].End == text.Length;
}

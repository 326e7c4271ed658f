using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Puts certificates before the API server's verifier, as a webhook's call would.</summary>
internal static class Verification
{
    private const string Preamble = "tls: failed to verify certificate: ";

    /// <summary>A reason in the API server's words, without those that every such message begins with.</summary>
    public static string Words(Reason reason) => reason.Text.Replace(Preamble, string.Empty, StringComparison.Ordinal);

    /// <summary>The verdict on what a server would present. An empty bundle trusts nobody: which system roots there are is not known.</summary>
    public static VerificationResult Judge(Webhook webhook, IEnumerable<Certificate> presented, ValidationOptions options) =>
        Verifier.Verify(VerificationRequest.Of(webhook.CaBundle.Bytes, presented, webhook.Calls.ServerName, options.At, options.Server));

    /// <summary>The same of what a server has presented, each DER, whatever it is.</summary>
    public static VerificationResult Judge(Webhook webhook, IEnumerable<ReadOnlyMemory<byte>> presented, ValidationOptions options) =>
        Verifier.Verify(new VerificationRequest(
            webhook.CaBundle.Bytes,
            [.. presented],
            webhook.Calls.ServerName,
            options.At,
            options.Server));

    /// <summary>Why nothing can be taken out of a CA bundle, whatever is presented; null where something can, or where there is none.</summary>
    public static Reason? JudgeBundle(Webhook webhook, ValidationOptions options)
    {
        if (webhook.InsecureSkipTlsVerify || webhook.CaBundle.IsEmpty)
        {
            return null;
        }

        // older servers take such a bundle and then trust nobody: asked as a newer one, it is found out all the same
        var newer = options with { Server = options.Server with { KubernetesMinor = int.MaxValue } };
        return Judge(webhook, Enumerable.Empty<Certificate>(), newer) is VerificationResult.Refused { Reason: Reason.BundleUnreadable reason } ? reason : null;
    }
}

using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Signatures;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Which rule speaks of which of the API server's reasons: each reason has exactly one, so that no refusal goes unsaid.</summary>
internal static class ReasonCodes
{
    /// <summary>The code of the rule.</summary>
    /// <param name="reason">One of <see cref="WebhookFacts.Reasons"/>.</param>
    /// <param name="facts">The webhook it is about.</param>
    public static string Of(Reason reason, WebhookFacts facts) => reason switch
    {
        Reason.BundleUnreadable => "ca-bundle-unreadable",
        Reason.CertificateMalformed malformed => OfMalformed(malformed),
        Reason.KeyTooLarge or Reason.KeyUnusable => "key-unusable",
        Reason.UnhandledCriticalExtension => "critical-extension",
        Reason.Expired { Certificate: var expired } => ByRole(expired, facts, "leaf-expired", "ca-expired"),
        Reason.NotYetValid { Certificate: var early } => ByRole(early, facts, "leaf-not-yet-valid", "ca-not-yet-valid"),
        Reason.NameMismatch { Certificate: var leaf } => HasNames(leaf) ? "san-mismatch" : "san-missing",
        Reason.LegacyCommonName => "san-missing",
        Reason.UnknownAuthority unknown => OfIssuer(unknown, facts),
        Reason.NotAuthorizedToSign or Reason.TooManyIntermediates or Reason.NameNotPermitted => "ca-not-authorized",
        Reason.IncompatibleUsage => "eku-missing",
        _ => "chain-rejected",
    };

    private static string OfMalformed(Reason.CertificateMalformed malformed) =>
        malformed.What.Contains("negative serial number", StringComparison.Ordinal) ? "serial-invalid" : "certificate-unreadable";

    private static string ByRole(Certificate certificate, WebhookFacts facts, string ofLeaf, string ofAnchor) => facts.RoleOf(certificate) switch
    {
        ServedRole.Leaf => ofLeaf,
        ServedRole.Anchor => ofAnchor,
        _ => "intermediate-expired",
    };

    private static string OfIssuer(Reason.UnknownAuthority unknown, WebhookFacts facts) => unknown switch
    {
        { Candidate: null } when facts.Webhook.CaBundle.IsEmpty => "ca-bundle-empty",
        { Candidate: null } when facts.BundleRefusal is not null => "ca-bundle-unreadable",
        { Candidate: null } => MissingIntermediate.Of(unknown.Certificate, facts) is null ? "ca-mismatch" : "chain-incomplete",
        { Problem: null } => "ca-not-authorized",
        { Problem.Kind: SignatureProblemKind.Wrong or SignatureProblemKind.OtherKindOfKey } => "ca-same-name-other-key",
        { Problem.Kind: SignatureProblemKind.InsecureAlgorithm } => "weak-signature",
        { Problem.Kind: SignatureProblemKind.WeakKey } => "weak-key",
        _ => "chain-rejected",
    };

    private static bool HasNames(Certificate leaf) =>
        !leaf.AlternativeNames.DnsNames.IsEmpty || !leaf.AlternativeNames.Addresses.IsEmpty;
}

using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Tells the kind of a reason, from Go's words and from ours.</summary>
internal static class ReasonKinds
{
    // In crypto/tls's and crypto/x509's words, without what 1.20 and newer put before them.
    private static readonly (string Start, ReasonKind Kind)[] Words =
    [
        ("tls: received empty certificates message", ReasonKind.NothingPresented),
        ("tls: failed to parse certificate from server: ", ReasonKind.CertificateMalformed),
        ("tls: server sent certificate containing RSA key larger than ", ReasonKind.KeyTooLarge),
        ("tls: server's certificate contains an unsupported type of public key: ", ReasonKind.KeyUnusable),
        ("x509: unhandled critical extension", ReasonKind.UnhandledCriticalExtension),
        ("x509: certificate is valid for ", ReasonKind.NameMismatch),
        ("x509: certificate is not valid for any names, but wanted to match ", ReasonKind.NameMismatch),
        ("x509: cannot validate certificate for ", ReasonKind.NameMismatch),
        ("x509: certificate relies on legacy Common Name field, use SANs instead", ReasonKind.LegacyCommonName),
        ("x509: certificate signed by unknown authority", ReasonKind.UnknownAuthority),
        ("x509: certificate is not authorized to sign other certificates", ReasonKind.NotAuthorizedToSign),
        ("x509: too many intermediates for path length constraint", ReasonKind.TooManyIntermediates),
        ("x509: a root or intermediate certificate is not authorized to sign for this name: ", ReasonKind.NameNotPermitted),
        // A name that constraints cannot be applied to; up to 1.25.
        ("x509: cannot parse ", ReasonKind.NameNotPermitted),
        // Up to 1.25, which has no words of its own for too many constraints.
        ("x509: unknown error", ReasonKind.TooManyConstraints),
        ("x509: certificate specifies an incompatible key usage", ReasonKind.IncompatibleUsage),
        ("x509: no valid chains built", ReasonKind.NoValidChain),
        ("x509: signature check attempts limit reached while verifying certificate chain", ReasonKind.SignatureLimit),
    ];

    /// <summary>Of a message; empty is acceptance.</summary>
    public static ReasonKind OfText(string text)
    {
        if (text.Length == 0)
        {
            return ReasonKind.Accepted;
        }

        const string prefix = "tls: failed to verify certificate: ";
        var bare = text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;
        if (bare.StartsWith("x509: certificate has expired or is not yet valid: ", StringComparison.Ordinal))
        {
            return bare.Contains(" is before ", StringComparison.Ordinal) ? ReasonKind.NotYetValid : ReasonKind.Expired;
        }

        foreach (var (start, kind) in Words)
        {
            if (bare.StartsWith(start, StringComparison.Ordinal))
            {
                return kind;
            }
        }

        return ReasonKind.Unrecognized;
    }

    /// <summary>Of one of ours: the enumeration's names are those of the cases.</summary>
    public static ReasonKind Of(Reason reason) => Enum.Parse<ReasonKind>(reason.GetType().Name);

    /// <summary>Of a verdict of ours.</summary>
    public static ReasonKind Of(VerificationResult result) =>
        result is VerificationResult.Refused refused ? Of(refused.Reason) : ReasonKind.Accepted;
}

using KubectlWebhookCert.X509.Verification.KeyPairs;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Go's words about pairs, and what they mean.</summary>
internal static class PairWords
{
    public const string NoKey = "tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input";
    public const string NoKeyText = "tls: failed to find any PEM data in key input";
    public const string CertificateForKey = "tls: found a certificate rather than a key in the PEM for the private key";
    public const string KeyMalformed = "tls: failed to parse private key";

    private static readonly (string Words, KeyPairProblem Problem)[] Known =
    [
        ("tls: failed to find any PEM data in certificate input", KeyPairProblem.CertificateTextEmpty),
        ("tls: failed to find certificate PEM data in certificate input, but did find a private key",
            KeyPairProblem.CertificateTextHoldsKey),
        ("tls: failed to find \"CERTIFICATE\" PEM block in certificate input", KeyPairProblem.CertificateMissing),
        (NoKeyText, KeyPairProblem.KeyTextEmpty),
        (CertificateForKey, KeyPairProblem.KeyTextHoldsCertificate),
        (NoKey, KeyPairProblem.KeyMissing),
        (KeyMalformed, KeyPairProblem.KeyMalformed),
        ("tls: found unknown private key type in PKCS#8 wrapping", KeyPairProblem.KeyCannotSign),
        ("tls: unknown public key algorithm", KeyPairProblem.CertificateKeyUnknown),
        ("tls: private key type does not match public key type", KeyPairProblem.KindsDiffer),
        ("tls: private key does not match public key", KeyPairProblem.KeysDiffer),
    ];

    /// <summary>
    /// What a refusal is about. The certificate's parser is handed on word for word, all else is said by crypto/tls. That a key is
    /// encrypted Go does not say: the pair does.
    /// </summary>
    /// <exception cref="InvalidOperationException">Go never said that before.</exception>
    public static KeyPairProblem ProblemOf(string text, bool saysEncrypted)
    {
        var found = Array.FindIndex(Known, known => text.StartsWith(known.Words, StringComparison.Ordinal));
        return !text.StartsWith("tls: ", StringComparison.Ordinal) ? KeyPairProblem.CertificateMalformed
            : found < 0 ? throw new InvalidOperationException($"nobody knows what this means: {text}")
            : Known[found].Problem == KeyPairProblem.KeyMalformed && saysEncrypted ? KeyPairProblem.KeyEncrypted
            : Known[found].Problem;
    }
}

using System.Globalization;
using KubectlWebhookCert.X509.Keys;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Signatures;

/// <summary>Which RSA keys Go's crypto/rsa uses at all. The first broken rule is the one it names.</summary>
internal static class RsaKeyRules
{
    private const int FewestBits = 1024;

    /// <summary>Our own bound, and OpenSSL's: Go has none, and takes minutes over a modulus that fills a megabyte.</summary>
    private const int MostBits = 16384;

    public static SignatureProblem? Check(PublicKey key, GoVersion version)
    {
        var bits = key.SizeInBits ?? 0;
        return (GoChanges.CheckedRsaKeys.IsIn(version) ? CheckNumbers(key, bits) : null)
            ?? (bits > MostBits ? SignatureProblems.TooLarge(bits) : null);
    }

    private static SignatureProblem? CheckNumbers(PublicKey key, int bits) => key switch
    {
        _ when bits < FewestBits => SignatureProblems.Weak(string.Create(
            CultureInfo.InvariantCulture,
            $"{bits}-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)")),
        _ when key.Value.Span[^1] % 2 == 0 => SignatureProblems.Weak("public modulus is even"),
        { Exponent: < 2 } => SignatureProblems.Weak("public exponent too small or negative"),
        _ when key.Exponent % 2 == 0 => SignatureProblems.Weak("public exponent is even"),
        { Exponent: > int.MaxValue } => SignatureProblems.Weak("public exponent too large"),
        _ => null,
    };
}

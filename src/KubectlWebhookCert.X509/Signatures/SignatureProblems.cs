using System.Globalization;
using KubectlWebhookCert.X509.Keys;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Signatures;

/// <summary>Every problem a signature can have, in Go's words; what Go could check and we cannot, in ours.</summary>
internal static class SignatureProblems
{
    public static readonly SignatureProblem WrongRsa = new(SignatureProblemKind.Wrong, "crypto/rsa: verification error");

    public static readonly SignatureProblem WrongEcdsa = new(SignatureProblemKind.Wrong, "x509: ECDSA verification failure");

    public static readonly SignatureProblem WrongEd25519 = new(SignatureProblemKind.Wrong, "x509: Ed25519 verification failure");

    public static readonly SignatureProblem Unknown =
        new(SignatureProblemKind.UnknownAlgorithm, "x509: cannot verify signature: algorithm unimplemented");

    public static readonly SignatureProblem MlDsaNotCheckable =
        new(SignatureProblemKind.KeyNotLoadable, "ML-DSA signatures cannot be checked here");

    public static SignatureProblem Insecure(SignatureAlgorithm algorithm, GoVersion version)
    {
        var canBeAllowed = algorithm.Name is "SHA1-RSA" or "ECDSA-SHA1" && !GoChanges.NoSha1Override.IsIn(version);
        var hint = canBeAllowed ? " (temporarily override with GODEBUG=x509sha1=1)" : "";
        return new(SignatureProblemKind.InsecureAlgorithm, $"x509: cannot verify signature: insecure algorithm {algorithm}{hint}");
    }

    public static SignatureProblem OtherKey(PublicKeyKind wanted, PublicKeyKind have) => new(
        SignatureProblemKind.OtherKindOfKey,
        $"x509: signature algorithm specifies an {NameOf(wanted)} public key, but have public key of type {GoTypeOf(have)}");

    public static SignatureProblem OtherMlDsa(SignatureAlgorithm algorithm, PublicKey signer) => new(
        SignatureProblemKind.OtherKindOfKey,
        $"x509: signature algorithm specifies an ML-DSA public key with {algorithm} parameters, "
            + $"but have a public key with {SignatureAlgorithms.Find(new AlgorithmIdentifier(signer.Oid, default))} parameters");

    public static SignatureProblem Weak(string text) => new(SignatureProblemKind.WeakKey, $"crypto/rsa: {text}");

    public static SignatureProblem TooLarge(int bits) => new(
        SignatureProblemKind.KeyNotLoadable,
        string.Create(CultureInfo.InvariantCulture, $"signatures by RSA keys of {bits} bits are not checked here: it would take too long"));

    private static string NameOf(PublicKeyKind kind) => kind switch
    {
        PublicKeyKind.Rsa => "RSA",
        PublicKeyKind.Ecdsa => "ECDSA",
        PublicKeyKind.Ed25519 => "Ed25519",
        PublicKeyKind.MlDsa => "ML-DSA",
        _ => "DSA",
    };

    private static string GoTypeOf(PublicKeyKind kind) => kind switch
    {
        PublicKeyKind.Rsa => "*rsa.PublicKey",
        PublicKeyKind.Ecdsa => "*ecdsa.PublicKey",
        PublicKeyKind.Ed25519 => "ed25519.PublicKey",
        _ => "*mldsa.PublicKey",
    };
}

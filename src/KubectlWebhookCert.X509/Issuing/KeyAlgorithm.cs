using KubectlWebhookCert.X509.Keys;

namespace KubectlWebhookCert.X509.Issuing;

/// <summary>What a new key is to be.</summary>
public sealed record KeyAlgorithm
{
    private const int ShortestRsa = 2048;
    private const int LongestRsa = 4096;

    private KeyAlgorithm(PublicKeyKind kind, int sizeInBits, string? curve)
    {
        Kind = kind;
        SizeInBits = sizeInBits;
        Curve = curve;
    }

    /// <summary>RSA with a modulus of 2048 bits.</summary>
    public static KeyAlgorithm Rsa2048 { get; } = new(PublicKeyKind.Rsa, ShortestRsa, null);

    /// <summary>RSA with a modulus of 3072 bits.</summary>
    public static KeyAlgorithm Rsa3072 { get; } = new(PublicKeyKind.Rsa, 3072, null);

    /// <summary>RSA with a modulus of 4096 bits.</summary>
    public static KeyAlgorithm Rsa4096 { get; } = new(PublicKeyKind.Rsa, LongestRsa, null);

    /// <summary>ECDSA on the curve P-256.</summary>
    public static KeyAlgorithm EcdsaP256 { get; } = new(PublicKeyKind.Ecdsa, 256, "P-256");

    /// <summary>ECDSA on the curve P-384.</summary>
    public static KeyAlgorithm EcdsaP384 { get; } = new(PublicKeyKind.Ecdsa, 384, "P-384");

    /// <summary>ECDSA on the curve P-521: only for keys that take the place of such a one.</summary>
    public static KeyAlgorithm EcdsaP521 { get; } = new(PublicKeyKind.Ecdsa, 521, "P-521");

    /// <summary>RSA or ECDSA.</summary>
    public PublicKeyKind Kind { get; }

    /// <summary>Length of the modulus or of the curve's field.</summary>
    public int SizeInBits { get; }

    /// <summary>The curve of an ECDSA key; else null.</summary>
    public string? Curve { get; }

    /// <summary>The algorithm and size of a key, for one that is to take its place.</summary>
    /// <param name="key">A key.</param>
    /// <exception cref="IssuingException">Such keys are not made: RSA below 2048 or above 4096 bits, P-224, Ed25519, DSA.</exception>
    public static KeyAlgorithm Like(PublicKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return (key.Kind, key.SizeInBits, key.Curve) switch
        {
            (PublicKeyKind.Rsa, >= ShortestRsa and <= LongestRsa and var size, _) when size % 8 == 0 => new(PublicKeyKind.Rsa, size, null),
            (PublicKeyKind.Ecdsa, _, "P-256") => EcdsaP256,
            (PublicKeyKind.Ecdsa, _, "P-384") => EcdsaP384,
            (PublicKeyKind.Ecdsa, _, "P-521") => EcdsaP521,
            _ => throw new IssuingException(
                IssuingProblem.KeyUnsupported,
                $"no key like {key} is made: use RSA of 2048 to 4096 bits, or ECDSA on P-256, P-384 or P-521"),
        };
    }

    /// <summary><c>RSA 2048</c>, <c>ECDSA P-256</c>.</summary>
    public override string ToString() => PublicKey.Describe(Kind, SizeInBits, Curve) ?? "";
}

namespace KubectlWebhookCert.X509.Keys;

/// <summary>A public key as it lies in a certificate (SubjectPublicKeyInfo, RFC 5280 §4.1.2.7). Equal where the bytes are.</summary>
public sealed record PublicKey
{
    internal PublicKey()
    {
    }

    /// <summary>The algorithm.</summary>
    public PublicKeyKind Kind { get; internal init; }

    /// <summary>The algorithm's identifier, dotted.</summary>
    public string Oid { get; internal init; } = "";

    /// <summary>Length of the RSA or DSA modulus, of the curve's field or of the Ed25519 key, in bits; null for an unknown algorithm.</summary>
    public int? SizeInBits { get; internal init; }

    /// <summary>The NIST curve of an ECDSA key, for example <c>P-256</c>; else null.</summary>
    public string? Curve { get; internal init; }

    /// <summary>The DER encoding of the SubjectPublicKeyInfo.</summary>
    public ReadOnlyMemory<byte> Raw { get; internal init; }

    /// <summary>What makes the key: RSA modulus without leading zeros, uncompressed point, Ed25519 key; else the bits as they are.</summary>
    public ReadOnlyMemory<byte> Value { get; internal init; }

    /// <summary>The public exponent of an RSA key; else 0.</summary>
    public long Exponent { get; internal init; }

    /// <summary>Compares the bytes.</summary>
    /// <param name="other">Another key.</param>
    public bool Equals(PublicKey? other) => other is not null && Raw.Span.SequenceEqual(other.Raw.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Raw.Span);
        return hash.ToHashCode();
    }

    /// <summary>For people: <c>RSA 2048</c>, <c>ECDSA P-256</c>, <c>Ed25519</c>, or the identifier.</summary>
    public override string ToString() => Describe(Kind, SizeInBits, Curve) ?? Oid;

    internal static string? Describe(PublicKeyKind kind, int? sizeInBits, string? curve)
    {
        var size = curve ?? (kind == PublicKeyKind.Ed25519 || sizeInBits is null ? null : FormattableString.Invariant($"{sizeInBits}"));
        var name = kind switch
        {
            PublicKeyKind.Rsa => "RSA",
            PublicKeyKind.Ecdsa => "ECDSA",
            PublicKeyKind.Ed25519 => "Ed25519",
            PublicKeyKind.Dsa => "DSA",
            PublicKeyKind.MlDsa => "ML-DSA",
            _ => null,
        };
        return name is null || size is null ? name : $"{name} {size}";
    }
}

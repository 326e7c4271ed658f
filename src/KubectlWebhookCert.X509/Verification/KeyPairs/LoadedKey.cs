using KubectlWebhookCert.X509.Der;
using KubectlWebhookCert.X509.Keys;

namespace KubectlWebhookCert.X509.Verification.KeyPairs;

/// <summary>What a loader of Go makes of a private key. Never printed.</summary>
/// <param name="Kind">The kind; unknown for one that cannot sign.</param>
internal sealed record LoadedKey(PublicKeyKind Kind)
{
    /// <summary>The curve of an ECDSA key.</summary>
    public string? Curve { get; init; }

    /// <summary>The RSA modulus; the public point that stands beside an ECDSA key.</summary>
    public ReadOnlyMemory<byte> PublicValue { get; init; }

    /// <summary>The RSA public exponent.</summary>
    public long Exponent { get; init; }

    /// <summary>The private number of an ECDSA key, as long as the curve's order; the 32 octets of an Ed25519 key.</summary>
    public ReadOnlyMemory<byte> Scalar { get; init; }

    /// <summary>Whether a public key is this one's.</summary>
    public bool BelongsTo(PublicKey publicKey, GoVersion version)
    {
        if (Kind == PublicKeyKind.Rsa)
        {
            return PublicValue.Span.SequenceEqual(publicKey.Value.Span)
                && (!GoChanges.KeysMatchInExponent.IsIn(version) || Exponent == ExponentOf(publicKey));
        }

        // Zero stands for no point, which older Go lets through to here.
        var key = new PrivateKey(PrivateKeyEncoding.Sec1, default)
        {
            Kind = Kind,
            Curve = Curve,
            PublicValue = PublicValue,
            Scalar = Scalar,
        };
        var isZero = Kind == PublicKeyKind.Ecdsa && !Scalar.Span.ContainsAnyExcept((byte)0);
        return !isZero && KeyMatch.Judge(key, publicKey) != false;
    }

    /// <summary>Nothing of the key.</summary>
    public override string ToString() => $"{Kind} private key";

    private static long ExponentOf(PublicKey publicKey)
    {
        const string Malformed = "invalid RSA public key";
        var fields = new DerReader(publicKey.Raw).ReadSequence(Malformed);
        fields.ReadSequence(Malformed);
        var key = new DerReader(fields.ReadBits(Malformed).RightAligned()).ReadSequence(Malformed);
        key.ReadInteger(Malformed);
        return key.ReadLong(Malformed);
    }
}

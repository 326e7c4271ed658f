using KubectlWebhookCert.X509.Keys;
using KubectlWebhookCert.X509.Pem;

namespace KubectlWebhookCert.X509;

/// <summary>
/// A private key as it lies in a file: what it is and how it is encoded. The key itself is never printed. Equal where the
/// encodings are.
/// </summary>
public sealed record PrivateKey
{
    internal PrivateKey(PrivateKeyEncoding encoding, ReadOnlyMemory<byte> der)
    {
        Encoding = encoding;
        Der = der;
    }

    /// <summary>The algorithm; unknown for an encrypted key whose label does not tell.</summary>
    public PublicKeyKind Kind { get; internal init; }

    /// <summary>Length of the RSA modulus or of the curve's field in bits, 256 for Ed25519; null for an encrypted key.</summary>
    public int? SizeInBits { get; internal init; }

    /// <summary>The NIST curve of an ECDSA key, for example <c>P-256</c>; else null.</summary>
    public string? Curve { get; internal init; }

    /// <summary>How it is encoded, whatever the label says.</summary>
    public PrivateKeyEncoding Encoding { get; }

    /// <summary>The label of its PEM block.</summary>
    public string Label { get; internal init; } = "";

    /// <summary>Whether a password protects it: then nothing can be said of the key.</summary>
    public bool IsEncrypted => Encoding is PrivateKeyEncoding.EncryptedPkcs8 or PrivateKeyEncoding.EncryptedLegacy;

    /// <summary>The block's bytes.</summary>
    internal ReadOnlyMemory<byte> Der { get; }

    /// <summary>RSA modulus; the public point where the encoding has it; else empty.</summary>
    internal ReadOnlyMemory<byte> PublicValue { get; init; }

    /// <summary>The private number of an ECDSA key, as many octets as the curve's order has; the 32 octets of an Ed25519 key; else empty.</summary>
    internal ReadOnlyMemory<byte> Scalar { get; init; }

    /// <summary>Reads the first private key of a PEM text as Go's TLS does: by its label the block, by its content the encoding.</summary>
    /// <param name="pem">Any bytes.</param>
    /// <exception cref="PrivateKeyFormatException">There is none, or it cannot be read.</exception>
    public static PrivateKey Read(ReadOnlySpan<byte> pem)
    {
        var content = PemReader.Read(pem);
        foreach (var block in content.Blocks)
        {
            if (block.IsPrivateKey)
            {
                return Read(block);
            }
        }

        throw new PrivateKeyFormatException(PrivateKeyParser.DescribeMissing(content), null);
    }

    /// <summary>Reads a block labelled as a private key.</summary>
    /// <param name="block">From <see cref="PemReader"/>.</param>
    /// <exception cref="PrivateKeyFormatException">It holds no private key that can be read.</exception>
    public static PrivateKey Read(PemBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        return PrivateKeyParser.Parse(block);
    }

    /// <summary>The same without an exception.</summary>
    /// <param name="pem">Any bytes.</param>
    /// <param name="key">The key, or null.</param>
    /// <param name="problem">Why there is none; empty if there is one. Nothing of what the text holds.</param>
    public static bool TryRead(ReadOnlySpan<byte> pem, out PrivateKey? key, out string problem)
    {
        try
        {
            key = Read(pem);
            problem = "";
            return true;
        }
        catch (PrivateKeyFormatException exception)
        {
            key = null;
            problem = exception.Message;
            return false;
        }
    }

    /// <summary>Whether the certificate is about this key; null where that cannot be told: encrypted, or on a curve that the platform does not know.</summary>
    /// <param name="certificate">A certificate.</param>
    public bool? Matches(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return IsEncrypted ? null : KeyMatch.Judge(this, certificate.PublicKey);
    }

    /// <summary>Compares the bytes.</summary>
    /// <param name="other">Another key.</param>
    public bool Equals(PrivateKey? other) => other is not null && Encoding == other.Encoding && Der.Span.SequenceEqual(other.Der.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Der.Span);
        return hash.ToHashCode();
    }

    /// <summary>What it is and how it is encoded: <c>RSA 2048 private key, PKCS#1</c>.</summary>
    public override string ToString()
    {
        var name = PublicKey.Describe(Kind, SizeInBits, Curve);
        var encoding = Encoding switch
        {
            PrivateKeyEncoding.Pkcs1 => "PKCS#1",
            PrivateKeyEncoding.Sec1 => "SEC1",
            PrivateKeyEncoding.Pkcs8 => "PKCS#8",
            PrivateKeyEncoding.EncryptedPkcs8 => "encrypted PKCS#8",
            _ => "encrypted PEM",
        };
        return name is null ? $"private key, {encoding}" : $"{name} private key, {encoding}";
    }
}

using KubectlWebhookCert.X509.Der;
using KubectlWebhookCert.X509.Keys;
using KubectlWebhookCert.X509.Pem;

namespace KubectlWebhookCert.X509;

/// <summary>
/// Private keys as Go's TLS reads them: PKCS#1, then PKCS#8, then SEC1 is tried, whatever the label says. Encrypted keys, which Go
/// does not open, are recognised.
/// </summary>
internal static class PrivateKeyParser
{
    /// <summary>Far above any key in use (RSA 16384 takes 9 KiB), and low enough for the arithmetic on what is inside to stay cheap.</summary>
    private const int LongestEncoding = 64 * 1024;

    public static PrivateKey Parse(PemBlock block)
    {
        if (block.Label == "ENCRYPTED PRIVATE KEY")
        {
            return new PrivateKey(PrivateKeyEncoding.EncryptedPkcs8, block.Bytes) { Label = block.Label };
        }

        if (block.Header("DEK-Info") is not null || block.Header("Proc-Type") is { } type && type.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            return new PrivateKey(PrivateKeyEncoding.EncryptedLegacy, block.Bytes) { Label = block.Label, Kind = KindOf(block.Label) };
        }

        return Decode(block) with { Label = block.Label };
    }

    public static string DescribeMissing(PemContent content)
    {
        if (content.Blocks.IsEmpty)
        {
            return content.Problems is [var first, ..] ? first.ToString() : "holds no PEM block";
        }

        var label = content.Blocks[0].Label;
        return $"holds no private key: block 1 is {PemLabel.Describe(label)}";
    }

    private static PublicKeyKind KindOf(string label) => label switch
    {
        "RSA PRIVATE KEY" => PublicKeyKind.Rsa,
        "EC PRIVATE KEY" => PublicKeyKind.Ecdsa,
        "DSA PRIVATE KEY" => PublicKeyKind.Dsa,
        _ => PublicKeyKind.Unknown,
    };

    private static PrivateKey Decode(PemBlock block)
    {
        try
        {
            if (block.Bytes.Length > LongestEncoding)
            {
                throw new DerFormatException("private key too large", 0);
            }

            var fields = new DerReader(block.Bytes).ReadSequence("malformed private key");
            fields.ReadInteger("malformed private key version");

            // What follows the version tells the three apart: a modulus, an algorithm, or the octets of the key.
            return fields.NextIs(DerTag.WholeNumber) ? RsaPrivateKeyParser.Read(block.Bytes)
                : fields.NextIs(DerTag.Sequence) ? Pkcs8Parser.Read(block.Bytes)
                : fields.NextIs(DerTag.OctetString) ? EcPrivateKeyParser.Read(block.Bytes, null)
                : throw new DerFormatException("neither PKCS#1 nor PKCS#8 nor SEC1", fields.Offset);
        }
        catch (DerFormatException exception)
        {
            var what = block.Label == "OPENSSH PRIVATE KEY" ? "an OpenSSH key, which TLS servers do not read" : exception.Message;
            throw new PrivateKeyFormatException($"block {block.Ordinal} at offset {block.Offset}: {what}", exception);
        }
    }
}

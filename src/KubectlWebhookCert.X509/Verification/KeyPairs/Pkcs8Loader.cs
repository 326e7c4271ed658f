using KubectlWebhookCert.X509.Keys;

namespace KubectlWebhookCert.X509.Verification.KeyPairs;

/// <summary>Go's <c>x509.ParsePKCS8PrivateKey</c>.</summary>
internal static class Pkcs8Loader
{
    private const string X25519 = "1.3.101.110";
    private const int Ed25519Length = 32;
    private const int X25519Length = 32;

    public static LoadedKey Load(ReadOnlyMemory<byte> der, GoVersion version)
    {
        var fields = Read(der);
        return fields.Algorithm.Known switch
        {
            KeyOids.Rsa => Embedded("RSA", () => Pkcs1Loader.Load(fields.Key, version)),
            KeyOids.Ecdsa => Embedded("EC", () => Sec1Loader.Load(fields.Key, fields.FindCurve(), version)),
            KeyOids.Ed25519 => LoadEd25519(fields),
            X25519 when GoChanges.X25519KeysAreRead.IsIn(version) => LoadX25519(fields),
            _ => throw new DerFormatException($"x509: PKCS#8 wrapping contained private key with unknown algorithm: {fields.Algorithm}", 0),
        };
    }

    private static Pkcs8Fields Read(ReadOnlyMemory<byte> der)
    {
        try
        {
            return Pkcs8Fields.Read(der);
        }
        catch (DerFormatException exception)
        {
            throw KeyFormat.Explain(der, exception);
        }
    }

    private static LoadedKey Embedded(string kind, Func<LoadedKey> load)
    {
        try
        {
            return load();
        }
        catch (DerFormatException exception)
        {
            throw new DerFormatException($"x509: failed to parse {kind} private key embedded in PKCS#8: {exception.What}", 0, exception);
        }
    }

    private static LoadedKey LoadEd25519(Pkcs8Fields fields)
    {
        var seed = ReadOctets(fields, "Ed25519");
        return seed.Length == Ed25519Length
            ? new LoadedKey(PublicKeyKind.Ed25519) { Scalar = seed }
            : throw new DerFormatException($"x509: invalid Ed25519 private key length: {seed.Length}", 0);
    }

    // For a key exchange only.
    private static LoadedKey LoadX25519(Pkcs8Fields fields) => ReadOctets(fields, "X25519").Length == X25519Length
        ? new LoadedKey(PublicKeyKind.Unknown)
        : throw new DerFormatException("crypto/ecdh: invalid private key size", 0);

    private static ReadOnlyMemory<byte> ReadOctets(Pkcs8Fields fields, string kind)
    {
        if (!fields.Parameters.IsEmpty)
        {
            throw new DerFormatException($"x509: invalid {kind} private key parameters", 0);
        }

        try
        {
            return new Asn1Reader(fields.Key).ReadOctets();
        }
        catch (DerFormatException exception)
        {
            throw new DerFormatException($"x509: invalid {kind} private key: {exception.What}", 0, exception);
        }
    }
}

using KubectlWebhookCert.X509.Der;

namespace KubectlWebhookCert.X509.Keys;

/// <summary>PrivateKeyInfo (RFC 5958) of an RSA, EC or Ed25519 key.</summary>
internal static class Pkcs8Parser
{
    private const string Malformed = "malformed PKCS#8 private key";

    public static PrivateKey Read(ReadOnlyMemory<byte> der)
    {
        var outer = new DerReader(der);
        var fields = outer.ReadSequence(Malformed);
        fields.ReadLong(Malformed);
        var algorithm = AlgorithmIdentifier.Read(fields.Read(DerTag.Sequence, Malformed));
        var key = fields.Read(DerTag.OctetString, Malformed).Content;
        var inner = KeyOids.Kind(algorithm.Oid) switch
        {
            PublicKeyKind.Rsa => RsaPrivateKeyParser.Read(key),
            PublicKeyKind.Ecdsa => EcPrivateKeyParser.Read(key, CurveOf(algorithm)),
            PublicKeyKind.Ed25519 => ReadEd25519(key, algorithm),
            _ => throw new DerFormatException($"PKCS#8 private key for the unknown algorithm {algorithm.Oid}", 0),
        };
        return new PrivateKey(PrivateKeyEncoding.Pkcs8, der)
        {
            Kind = inner.Kind,
            SizeInBits = inner.SizeInBits,
            Curve = inner.Curve,
            PublicValue = inner.PublicValue,
            Scalar = inner.Scalar,
        };
    }

    private static string? CurveOf(AlgorithmIdentifier algorithm)
    {
        var parameters = new DerReader(algorithm.Parameters);
        return parameters.NextIs(DerTag.ObjectIdentifier) ? parameters.ReadObjectIdentifier(Malformed) : null;
    }

    /// <summary>RFC 8410 §7. The public key that version 2 may add is not read: the private one says what it is.</summary>
    private static PrivateKey ReadEd25519(ReadOnlyMemory<byte> key, AlgorithmIdentifier algorithm)
    {
        if (!algorithm.Parameters.IsEmpty)
        {
            throw new DerFormatException("Ed25519 private key with parameters", 0);
        }

        var reader = new DerReader(key);
        var seed = reader.Read(DerTag.OctetString, "malformed Ed25519 private key").Content;
        return seed.Length != 32
            ? throw new DerFormatException("Ed25519 private key of a wrong length", 0)
            : new PrivateKey(PrivateKeyEncoding.Pkcs8, key)
            {
                Kind = PublicKeyKind.Ed25519,
                SizeInBits = 256,
                Scalar = seed,
            };
    }
}

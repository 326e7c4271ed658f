using KubectlWebhookCert.X509.Der;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Keys;

/// <summary>SubjectPublicKeyInfo, with what Go's parser demands of each algorithm.</summary>
internal static class PublicKeyParser
{
    public static PublicKey Read(DerElement element, List<ParserRefusal> refusals)
    {
        var reader = element.Reader;
        var algorithm = AlgorithmIdentifier.Read(reader.Read(DerTag.Sequence, "malformed public key algorithm identifier"), refusals);
        var start = reader.Offset;
        var bits = reader.ReadBits("malformed subjectPublicKey").RightAligned();
        var key = new PublicKey { Kind = KeyOids.Kind(algorithm.Oid), Oid = algorithm.Oid, Raw = element.Whole, Value = bits };
        return key.Kind switch
        {
            PublicKeyKind.Rsa => ReadRsa(key, algorithm, start),
            PublicKeyKind.Ecdsa => ReadEcdsa(key, algorithm, start, refusals),
            PublicKeyKind.Ed25519 => ReadEd25519(key, algorithm, start),
            PublicKeyKind.Dsa => ReadDsa(key, algorithm, start),
            _ => key,
        };
    }

    private static PublicKey ReadRsa(PublicKey key, AlgorithmIdentifier algorithm, int start)
    {
        if (!algorithm.HasNullParameters)
        {
            throw new DerFormatException("RSA key missing NULL parameters", start);
        }

        return Inside(start, () =>
        {
            var reader = new DerReader(key.Value).ReadSequence("invalid RSA public key");
            var modulus = reader.ReadInteger("invalid RSA modulus");
            var exponent = reader.ReadLong("invalid RSA public exponent");
            if (modulus.Sign <= 0)
            {
                throw new DerFormatException("RSA modulus is not a positive number", 0);
            }

            if (exponent <= 0)
            {
                throw new DerFormatException("RSA public exponent is not a positive number", 0);
            }

            return key with
            {
                SizeInBits = (int)modulus.GetBitLength(),
                Value = modulus.ToByteArray(isUnsigned: true, isBigEndian: true),
                Exponent = exponent,
            };
        });
    }

    private static PublicKey ReadEcdsa(PublicKey key, AlgorithmIdentifier algorithm, int start, List<ParserRefusal> refusals)
    {
        var oid = Inside(start, () => new DerReader(algorithm.Parameters).ReadObjectIdentifier("invalid ECDSA parameters", refusals));
        if (NistCurve.Find(oid) is not { } curve)
        {
            throw new DerFormatException("unsupported elliptic curve", start);
        }

        if (curve.Judge(key.Value.Span) is { } problem)
        {
            refusals.Add(ParserRefusal.SinceElsewhere(GoChanges.PointsAreReadByEcdsa, problem));
            throw new DerFormatException("failed to unmarshal elliptic curve point", start);
        }

        return key with { SizeInBits = curve.Bits, Curve = curve.Name };
    }

    private static PublicKey ReadEd25519(PublicKey key, AlgorithmIdentifier algorithm, int start)
    {
        if (!algorithm.Parameters.IsEmpty)
        {
            throw new DerFormatException("Ed25519 key encoded with illegal parameters", start);
        }

        return key.Value.Length == 32
            ? key with { SizeInBits = 256 }
            : throw new DerFormatException("wrong Ed25519 public key size", start);
    }

    private static PublicKey ReadDsa(PublicKey key, AlgorithmIdentifier algorithm, int start) => Inside(start, () =>
    {
        var publicValue = new DerReader(key.Value).ReadInteger("invalid DSA public key");
        var parameters = new DerReader(algorithm.Parameters).ReadSequence("invalid DSA parameters");
        var prime = parameters.ReadInteger("invalid DSA parameters");
        var divisor = parameters.ReadInteger("invalid DSA parameters");
        var generator = parameters.ReadInteger("invalid DSA parameters");
        return publicValue.Sign > 0 && prime.Sign > 0 && divisor.Sign > 0 && generator.Sign > 0
            ? key with { SizeInBits = (int)prime.GetBitLength() }
            : throw new DerFormatException("zero or negative DSA parameter", 0);
    });

    /// <summary>The key's own encoding starts at 0: say where in the certificate that is.</summary>
    private static T Inside<T>(int start, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DerFormatException exception)
        {
            throw new DerFormatException(exception.What, start, exception);
        }
    }
}

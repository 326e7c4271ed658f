using System.Numerics;
using KubectlWebhookCert.X509.Der;

namespace KubectlWebhookCert.X509.Keys;

/// <summary>RSAPrivateKey (RFC 8017 §A.1.2), with the arithmetic that Go checks before it uses a key.</summary>
internal static class RsaPrivateKeyParser
{
    private const string Malformed = "malformed RSA private key";
    private const int MostPrimes = 8;

    public static PrivateKey Read(ReadOnlyMemory<byte> der)
    {
        var outer = new DerReader(der);
        var fields = outer.ReadSequence(Malformed);
        var version = fields.ReadLong(Malformed);
        var modulus = fields.ReadInteger(Malformed);
        var publicExponent = fields.ReadLong(Malformed);
        var privateExponent = fields.ReadInteger(Malformed);
        List<BigInteger> primes = [fields.ReadInteger(Malformed), fields.ReadInteger(Malformed)];
        if (!outer.IsEmpty)
        {
            throw new DerFormatException("trailing data after the RSA private key", outer.Offset);
        }

        if (version > 1)
        {
            throw new DerFormatException("unsupported RSA private key version", 0);
        }

        ReadMorePrimes(fields, primes);
        if (modulus.Sign <= 0 || privateExponent.Sign <= 0 || primes.Exists(prime => prime <= 1))
        {
            throw new DerFormatException("RSA private key holds a number that is not positive", 0);
        }

        if (publicExponent is < 2 or > int.MaxValue || !IsConsistent(modulus, publicExponent, privateExponent, primes))
        {
            throw new DerFormatException("the numbers of the RSA private key contradict each other", 0);
        }

        return new PrivateKey(PrivateKeyEncoding.Pkcs1, der)
        {
            Kind = PublicKeyKind.Rsa,
            SizeInBits = (int)modulus.GetBitLength(),
            PublicValue = modulus.ToByteArray(isUnsigned: true, isBigEndian: true),
        };
    }

    private static void ReadMorePrimes(DerReader fields, List<BigInteger> primes)
    {
        for (var precomputed = 0; precomputed < 3 && fields.NextIs(DerTag.WholeNumber); precomputed++)
        {
            fields.ReadInteger(Malformed);
        }

        if (!fields.NextIs(DerTag.Sequence))
        {
            return;
        }

        var more = fields.ReadSequence(Malformed);
        while (!more.IsEmpty)
        {
            primes.Add(more.ReadSequence(Malformed).ReadInteger(Malformed));
            if (primes.Count > MostPrimes)
            {
                throw new DerFormatException("RSA private key of too many primes", more.Offset);
            }
        }
    }

    private static bool IsConsistent(BigInteger modulus, long publicExponent, BigInteger privateExponent, List<BigInteger> primes)
    {
        var product = BigInteger.One;
        foreach (var prime in primes)
        {
            product *= prime;
            if (((privateExponent * publicExponent) - 1) % (prime - 1) != 0)
            {
                return false;
            }
        }

        return product == modulus;
    }
}

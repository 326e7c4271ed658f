using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>The numbers of an RSA private key, right or wrong. Never printed.</summary>
internal sealed record RsaNumbers
{
    public BigInteger Version { get; init; }

    public required BigInteger Modulus { get; init; }

    public required BigInteger PublicExponent { get; init; }

    public required BigInteger PrivateExponent { get; init; }

    public required BigInteger FirstPrime { get; init; }

    public required BigInteger SecondPrime { get; init; }

    /// <summary>d mod (p - 1). The first of the three that is null ends the list of numbers.</summary>
    public BigInteger? FirstExponent { get; init; }

    public BigInteger? SecondExponent { get; init; }

    /// <summary>The inverse of q modulo p.</summary>
    public BigInteger? Coefficient { get; init; }

    public IReadOnlyList<BigInteger> MorePrimes { get; init; } = [];

    public static RsaNumbers Generate(int bits)
    {
        using var key = RSA.Create(bits);
        var numbers = key.ExportParameters(includePrivateParameters: true);
        return FromPrimes(Number(numbers.Exponent), Number(numbers.P), Number(numbers.Q));
    }

    /// <summary>What follows from the primes.</summary>
    public static RsaNumbers FromPrimes(BigInteger exponent, BigInteger first, BigInteger second, params IReadOnlyList<BigInteger> more)
    {
        BigInteger[] primes = [first, second, .. more];
        var order = primes.Aggregate(BigInteger.One, (common, prime) => LeastCommonMultiple(common, prime - 1));
        var secret = Inverse(exponent, order);
        return new RsaNumbers
        {
            Version = more.Count == 0 ? 0 : 1,
            Modulus = primes.Aggregate((product, prime) => product * prime),
            PublicExponent = exponent,
            PrivateExponent = secret,
            FirstPrime = first,
            SecondPrime = second,
            FirstExponent = secret % (first - 1),
            SecondExponent = secret % (second - 1),
            Coefficient = Inverse(second, first),
            MorePrimes = more,
        };
    }

    /// <summary>PKCS#1.</summary>
    public byte[] Encode()
    {
        BigInteger?[] numbers =
        [
            Version, Modulus, PublicExponent, PrivateExponent, FirstPrime, SecondPrime, FirstExponent, SecondExponent, Coefficient,
        ];
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var number in numbers.TakeWhile(number => number is not null).OfType<BigInteger>())
            {
                writer.WriteInteger(number);
            }

            WriteMorePrimes(writer);
        }

        return writer.Encode();
    }

    /// <summary>SubjectPublicKeyInfo.</summary>
    public byte[] PublicKeyInfo()
    {
        var key = new AsnWriter(AsnEncodingRules.DER);
        using (key.PushSequence())
        {
            key.WriteInteger(Modulus);
            key.WriteInteger(PublicExponent);
        }

        return PrivateKeyInfo.WritePublic(PrivateKeyInfo.Rsa, PrivateKeyInfo.Null, key.Encode());
    }

    /// <summary>Nothing of the key.</summary>
    public override string ToString() => "RSA numbers";

    private void WriteMorePrimes(AsnWriter writer)
    {
        if (MorePrimes.Count == 0)
        {
            return;
        }

        using (writer.PushSequence())
        {
            foreach (var prime in MorePrimes)
            {
                // What follows a further prime is not looked at by any Go.
                using (writer.PushSequence())
                {
                    writer.WriteInteger(prime);
                    writer.WriteInteger(1);
                    writer.WriteInteger(1);
                }
            }
        }
    }

    private static BigInteger Number(byte[]? octets) => new(octets, isUnsigned: true, isBigEndian: true);

    private static BigInteger LeastCommonMultiple(BigInteger left, BigInteger right) =>
        left / BigInteger.GreatestCommonDivisor(left, right) * right;

    private static BigInteger Inverse(BigInteger number, BigInteger modulus)
    {
        var (rest, next) = (modulus, number % modulus);
        var (factor, nextFactor) = (BigInteger.Zero, BigInteger.One);
        while (!next.IsZero)
        {
            var quotient = rest / next;
            (rest, next) = (next, rest - (quotient * next));
            (factor, nextFactor) = (nextFactor, factor - (quotient * nextFactor));
        }

        return factor.Sign < 0 ? factor + modulus : factor;
    }
}

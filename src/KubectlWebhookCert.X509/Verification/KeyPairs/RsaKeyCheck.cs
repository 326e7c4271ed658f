using System.Numerics;

namespace KubectlWebhookCert.X509.Verification.KeyPairs;

/// <summary>What Go since 1.24 demands of the numbers of an RSA key, in its order.</summary>
internal static class RsaKeyCheck
{
    /// <summary>Far more than any key has: more would only take time.</summary>
    public const int MostPrimes = 64;

    private const string AtMostOne = "modulus must be > 1";
    private const int LongestPrimeRaised = 2048;
    private const int LimbBits = 64;

    /// <summary>What is wrong, in Go's words, or null.</summary>
    public static string? Judge(Pkcs1Fields key, GoVersion version)
    {
        if (key.MorePrimes.Length > MostPrimes)
        {
            return "too many primes";
        }

        if (key.MorePrimes.Any(prime => prime.Sign <= 0))
        {
            return "x509: private key contains zero or negative prime";
        }

        if (!key.MorePrimes.IsEmpty)
        {
            return JudgeManyPrimes(key);
        }

        if (key.Modulus.IsOne || key.FirstPrime.IsOne || key.SecondPrime.IsOne)
        {
            return AtMostOne;
        }

        var isComplete = key is { FirstExponent: not null, SecondExponent: not null, Coefficient: not null };
        return Overflow(key.PrivateExponent, key.Modulus)
            ?? (isComplete ? Overflow(key.Coefficient!.Value, key.FirstPrime) : JudgeMaking(key))
            ?? JudgePublic(key)
            ?? JudgePrimes(key)
            ?? JudgeExponents(key, isComplete, version)
            ?? JudgeCoefficient(key, isComplete)
            ?? JudgeSizes(key);
    }

    /// <summary>A number that takes more words than the modulus is told apart from one that is merely not below it.</summary>
    private static string? Overflow(BigInteger number, BigInteger modulus)
    {
        var words = (modulus.GetBitLength() + LimbBits - 1) / LimbBits;
        return number.GetByteCount(isUnsigned: true) > words * (LimbBits / 8) ? "input overflows the modulus size"
            : number >= modulus ? "input overflows the modulus"
            : null;
    }

    // Where one of the three numbers is missing, all are worked out.
    private static string? JudgeMaking(Pkcs1Fields key) => key.FirstPrime <= 2 || key.SecondPrime <= 2 ? AtMostOne
        : key.FirstPrime.IsEven ? "crypto/rsa: p is even"
        : null;

    private static string? JudgePublic(Pkcs1Fields key) => key.Modulus.IsEven ? "crypto/rsa: public modulus is even"
        : key.PublicExponent < 2 ? "crypto/rsa: public exponent too small or negative"
        : key.PublicExponent % 2 == 0 ? "crypto/rsa: public exponent is even"
        : key.PublicExponent > int.MaxValue ? "crypto/rsa: public exponent too large"
        : null;

    private static string? JudgePrimes(Pkcs1Fields key) =>
        key.FirstPrime >= key.Modulus || key.SecondPrime >= key.Modulus ? "crypto/rsa: invalid prime"
        : key.FirstPrime * key.SecondPrime % key.Modulus != 0 ? "crypto/rsa: p * q != n"
        : null;

    private static string? JudgeExponents(Pkcs1Fields key, bool isComplete, GoVersion version)
    {
        var (p, q, d) = (key.FirstPrime - 1, key.SecondPrime - 1, key.PrivateExponent);
        var wrong = JudgeExponent(key.PublicExponent, isComplete ? key.FirstExponent : null, d, p)
            ?? JudgeExponent(key.PublicExponent, isComplete ? key.SecondExponent : null, d, q);
        return wrong is not null || !isComplete || !GoChanges.RsaExponentsMustAgree.IsIn(version) ? wrong
            : d % p != key.FirstExponent ? "crypto/rsa: d does not match dP"
            : d % q != key.SecondExponent ? "crypto/rsa: d does not match dQ"
            : null;
    }

    private static string? JudgeExponent(long publicExponent, BigInteger? given, BigInteger privateExponent, BigInteger primeLessOne)
    {
        if (primeLessOne <= 1)
        {
            return "crypto/rsa: invalid prime";
        }

        var exponent = given ?? privateExponent % primeLessOne;
        return exponent >= primeLessOne || exponent * publicExponent % primeLessOne != 1 ? "crypto/rsa: invalid CRT exponent" : null;
    }

    private static string? JudgeCoefficient(Pkcs1Fields key, bool isComplete)
    {
        // Go raises q to p - 2, which is its inverse if p is prime.
        var (p, q) = (key.FirstPrime, key.SecondPrime);
        var coefficient = isComplete ? key.Coefficient
            : p.GetBitLength() <= LongestPrimeRaised ? BigInteger.ModPow(q, p - 2, p)
            : null;
        return coefficient is { } number && q * number % p != 1 ? "crypto/rsa: invalid CRT coefficient" : null;
    }

    private static string? JudgeSizes(Pkcs1Fields key)
    {
        var half = key.Modulus.GetBitLength() / 2;
        return key.FirstPrime == key.SecondPrime ? "crypto/rsa: p == q"
            : BigInteger.Abs(key.FirstPrime - key.SecondPrime).GetBitLength() <= half - 100 ? "crypto/rsa: |p - q| too small"
            : key.PrivateExponent.GetBitLength() <= half ? "crypto/rsa: d too small"
            : null;
    }

    // With more than two primes Go works with d alone, and does not compare it with them.
    private static string? JudgeManyPrimes(Pkcs1Fields key)
    {
        var problem = key.Modulus.IsOne ? AtMostOne : Overflow(key.PrivateExponent, key.Modulus) ?? JudgePublic(key);
        if (problem is not null)
        {
            return problem;
        }

        BigInteger[] primes = [key.FirstPrime, key.SecondPrime, .. key.MorePrimes];
        if (Array.Exists(primes, prime => prime.IsOne))
        {
            return "crypto/rsa: prime factor is <= 1";
        }

        var product = primes[0];
        foreach (var prime in primes.AsSpan(1))
        {
            if (!BigInteger.GreatestCommonDivisor(product, prime).IsOne)
            {
                return "crypto/rsa: prime factors are not relatively prime";
            }

            product *= prime;
        }

        return null;
    }
}

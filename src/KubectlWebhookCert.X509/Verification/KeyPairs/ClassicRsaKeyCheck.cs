using System.Numerics;

namespace KubectlWebhookCert.X509.Verification.KeyPairs;

/// <summary>What Go before 1.24 demands of the numbers of an RSA key; it works out anew what follows the primes.</summary>
internal static class ClassicRsaKeyCheck
{
    /// <summary>What is wrong, in Go's words, or null.</summary>
    public static string? Judge(Pkcs1Fields key)
    {
        BigInteger[] primes = [key.FirstPrime, key.SecondPrime, .. key.MorePrimes];
        if (primes.Length > RsaKeyCheck.MostPrimes)
        {
            return "too many primes";
        }

        if (Array.Exists(primes, prime => prime.Sign <= 0))
        {
            return "x509: private key contains zero or negative prime";
        }

        return key.PublicExponent < 2 ? "crypto/rsa: public exponent too small"
            : key.PublicExponent > int.MaxValue ? "crypto/rsa: public exponent too large"
            : Array.Exists(primes, prime => prime.IsOne) ? "crypto/rsa: invalid prime value"
            : primes.Aggregate((product, prime) => product * prime) != key.Modulus ? "crypto/rsa: invalid modulus"
            : Array.Exists(primes, prime => key.PublicExponent * key.PrivateExponent % (prime - 1) != 1) ? "crypto/rsa: invalid exponents"
            : null;
    }
}

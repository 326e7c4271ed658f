using System.Numerics;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>RSA keys whose numbers are not those of a key, or of an unusual one.</summary>
internal static class RsaNumberChanges
{
    public static IReadOnlyList<PairChange> All { get; } =
    [
        Numbers("public exponent", (key, draws) => key with { PublicExponent = draws.Of<BigInteger>(
            -65537, -1, 0, 1, 2, 3, 4, 17, 65535, 65536, 65539, int.MaxValue, 1L << 31, (1L << 31) + 1, (1L << 33) + 1, long.MaxValue,
            BigInteger.One << 63, BigInteger.One << 64, key.Modulus) }, 40),
        Numbers("another public exponent that fits", (key, draws) =>
            draws.Of(3, 5, 17, 257, 65539, int.MaxValue) is var exponent && Fits(key, exponent)
                ? RsaNumbers.FromPrimes(exponent, key.FirstPrime, key.SecondPrime)
                : key, 15),
        Numbers("private exponent", (key, draws) => key with { PrivateExponent = draws.Next(12) switch
        {
            0 => key.PrivateExponent + Order(key),
            1 => key.PrivateExponent + ((key.FirstPrime - 1) * (key.SecondPrime - 1)),
            2 => key.PrivateExponent + (key.FirstPrime - 1),
            3 => key.PrivateExponent + (4 * key.Modulus),
            4 => key.PrivateExponent << 64,
            _ => Near(key.PrivateExponent, key.Modulus, draws),
        } }, 40),
        Numbers("modulus", (key, draws) => key with { Modulus = Near(key.Modulus, key.FirstPrime, draws) }, 20),
        Numbers("modulus shorter or longer", (key, draws) => key with { Modulus = draws.Of(
            key.Modulus >> 1, key.Modulus >> 64, key.Modulus << 1, key.Modulus << 65, key.Modulus * 3) }, 10),
        Numbers("first prime", (key, draws) => key with { FirstPrime = Near(key.FirstPrime, key.SecondPrime, draws) }, 20),
        Numbers("second prime", (key, draws) => key with { SecondPrime = Near(key.SecondPrime, key.FirstPrime, draws) }, 20),
        Numbers("primes changed about", (key, _) => key with { FirstPrime = key.SecondPrime, SecondPrime = key.FirstPrime }, 10),
        Numbers("primes changed about with what follows", (key, _) => key.MorePrimes.Count > 0
            ? key
            : RsaNumbers.FromPrimes(key.PublicExponent, key.SecondPrime, key.FirstPrime), 10),
        Numbers("twice the same prime", (key, _) =>
            key with { SecondPrime = key.FirstPrime, Modulus = key.FirstPrime * key.FirstPrime }, 10),
        Numbers("one as a prime", (key, draws) => draws.Chance(50)
            ? key with { FirstPrime = 1, SecondPrime = key.Modulus }
            : key with { FirstPrime = key.Modulus, SecondPrime = 1 }, 10),
        Numbers("exponents of the primes", (key, draws) => draws.Chance(50)
            ? key with { FirstExponent = Near(key.FirstExponent!.Value, key.FirstPrime - 1, draws) }
            : key with { SecondExponent = Near(key.SecondExponent!.Value, key.SecondPrime - 1, draws) }, 30),
        Numbers("exponents changed about", (key, _) =>
            key with { FirstExponent = key.SecondExponent, SecondExponent = key.FirstExponent }, 5),
        Numbers("coefficient", (key, draws) => key with { Coefficient = Near(key.Coefficient!.Value, key.FirstPrime, draws) }, 30),
        Numbers("without what follows from the primes", (key, draws) => draws.Next(3) switch
        {
            0 => key with { FirstExponent = null },
            1 => key with { SecondExponent = null },
            _ => key with { Coefficient = null },
        }, 20),
        Numbers("only the primes, and these wrong", (key, draws) => key with
        {
            FirstExponent = null,
            FirstPrime = Near(key.FirstPrime, key.SecondPrime, draws),
            SecondPrime = draws.Chance(30) ? Near(key.SecondPrime, key.FirstPrime, draws) : key.SecondPrime,
        }, 20),
        Numbers("only the primes, and another private exponent", (key, draws) => key with
        {
            FirstExponent = null,
            PrivateExponent = draws.Of(
                key.PrivateExponent + Order(key), key.PrivateExponent + key.FirstPrime - 1, key.PrivateExponent + 2, Order(key),
                key.Modulus),
        }, 15),
        Numbers("version", (key, draws) => key with { Version = draws.Of<BigInteger>(-1, 1, 2, 3, 256, BigInteger.One << 64) }, 10),
        Numbers("further primes", (key, draws) => key with
        {
            Version = draws.Next(3),
            MorePrimes = draws.Of<BigInteger[]>(
                [3], [1], [0], [-3], [2], [key.FirstPrime], [65537, 65537], [65537, 3], [.. key.MorePrimes, 65537]),
        }, 20),
        Numbers("two primes of three", (key, _) => key with { MorePrimes = [] }, 5),
        Numbers("primes of other sizes", (key, draws) =>
            RsaNumbers.FromPrimes(65537, key.FirstPrime, draws.Of<BigInteger>(65539, 3, 2, 5, 0x7fffffffffffffe7)), 15),
    ];

    // A certificate that follows shows what a key that is taken is compared by.
    private static PairChange Numbers(string name, Func<RsaNumbers, Draws, RsaNumbers> change, int weight) =>
        new($"RSA: {name}", PairPart.Keys | PairPart.KeyEncoding, (pair, draws) =>
        {
            var keys = pair.Keys;
            pair.Use(draws.Next(10) switch
            {
                < 6 => draws.Of(keys.Rsa),
                < 8 => draws.Of(keys.Small),
                8 => draws.Of(keys.TooSmall),
                _ => keys.ManyPrimes(draws),
            });
            pair.Key.Rsa = change(pair.Own.Rsa!, draws);
            if (draws.Chance(50))
            {
                pair.Certify(pair.Key.Rsa.PublicKeyInfo());
            }
        })
        { Weight = weight };

    /// <summary>A number that is not the right one, with respect to another one that matters to it.</summary>
    private static BigInteger Near(BigInteger number, BigInteger other, Draws draws) => draws.Next(16) switch
    {
        0 => number + 1,
        1 => number - 1,
        2 => number + 2,
        3 => number - 2,
        4 => number + other,
        5 => number - other,
        6 => -number,
        7 => other,
        8 => other - 1,
        9 => 0,
        10 => 1,
        11 => draws.Of(2, 3, 4),
        12 => number * 2,
        13 => number ^ (BigInteger.One << draws.Next((int)number.GetBitLength())),
        14 => number << draws.Of(8, 64, 128, 1024),
        _ => number >> draws.Of(1, 8, 64),
    };

    private static bool Fits(RsaNumbers key, BigInteger exponent) =>
        key.MorePrimes.Count == 0 && BigInteger.GreatestCommonDivisor(exponent, (key.FirstPrime - 1) * (key.SecondPrime - 1)).IsOne;

    private static BigInteger Order(RsaNumbers key)
    {
        var (p, q) = (key.FirstPrime - 1, key.SecondPrime - 1);
        return p / BigInteger.GreatestCommonDivisor(p, q) * q;
    }
}

using System.Numerics;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>
/// Keys with their private halves to draw from, made once. Two runs have other keys; which of them a pair has depends on the seed only.
/// </summary>
internal sealed class PairKeys
{
    private const string P224 = "1.3.132.0.33";
    private const string P256 = "1.2.840.10045.3.1.7";
    private const string P384 = "1.3.132.0.34";
    private const string P521 = "1.3.132.0.35";

    private PairKeys()
    {
        Rsa = [.. Enumerable.Range(0, 3).Select(i => MakeRsa(2048, i)), MakeRsa(3072, 0)];
        Ec =
        [
            .. Enumerable.Range(0, 3).Select(i => MakeEc("p256", P256, i)), MakeEc("p224", P224, 0), MakeEc("p224", P224, 1),
            MakeEc("p384", P384, 0), MakeEc("p384", P384, 1), MakeEc("p521", P521, 0), MakeEc("p521", P521, 1),
        ];
        Ed25519 = [MakeEd25519(1), MakeEd25519(2)];
        X25519 = new PairKey("x25519", PrivateKeyInfo.X25519, [], Ed25519[0].PublicKeyInfo) { Seed = [.. Enumerable.Repeat((byte)9, 32)] };
        Small = [MakeRsa(1024, 0), MakeRsa(1024, 1), MakeRsa(1032, 0)];
        TooSmall = [MakeRsa(512, 0), MakeRsa(768, 0), MakeRsa(1016, 0)];
    }

    public IReadOnlyList<PairKey> Rsa { get; }

    /// <summary>On all four curves.</summary>
    public IReadOnlyList<PairKey> Ec { get; }

    public IReadOnlyList<PairKey> Ed25519 { get; }

    /// <summary>For a key exchange: it cannot sign.</summary>
    public PairKey X25519 { get; }

    /// <summary>RSA with 1024 bits or little more.</summary>
    public IReadOnlyList<PairKey> Small { get; }

    /// <summary>RSA below 1024 bits.</summary>
    public IReadOnlyList<PairKey> TooSmall { get; }

    /// <summary>Takes about a second.</summary>
    public static PairKeys Make() => new();

    /// <summary>One of the kinds that webhooks have.</summary>
    public PairKey Draw(Draws draws) => draws.Next(100) switch
    {
        < 40 => draws.Of(Rsa),
        < 82 => draws.Of(Ec),
        _ => draws.Of(Ed25519),
    };

    /// <summary>One of the same kind that is another.</summary>
    public PairKey OtherThan(PairKey key, Draws draws) => draws.Of([.. Family(key).Where(other => other != key)]);

    /// <summary>One of another kind.</summary>
    public PairKey OtherKind(PairKey key, Draws draws) =>
        draws.Of([.. Rsa.Concat(Ec).Concat(Ed25519).Where(other => other.Algorithm != key.Algorithm)]);

    /// <summary>RSA with three primes, or four.</summary>
    public PairKey ManyPrimes(Draws draws)
    {
        BigInteger[] primes =
        [
            Small[0].Rsa!.FirstPrime, Small[0].Rsa!.SecondPrime, Small[1].Rsa!.FirstPrime, Small[1].Rsa!.SecondPrime,
        ];
        return PairKey.OfNumbers("many primes", RsaNumbers.FromPrimes(65537, primes[0], primes[1], primes[2..(3 + draws.Next(2))]));
    }

    private static PairKey MakeRsa(int bits, int number) => PairKey.OfNumbers($"rsa{bits}-{number}", RsaNumbers.Generate(bits));

    private static PairKey MakeEc(string name, string oid, int number)
    {
        var numbers = EcNumbers.Generate(oid, out var publicKeyInfo);
        return new PairKey($"{name}-{number}", PrivateKeyInfo.Ec, PrivateKeyInfo.Identifier(oid), publicKeyInfo) { Ec = numbers };
    }

    private static PairKey MakeEd25519(byte number)
    {
        byte[] seed = [.. Enumerable.Repeat(number, 32)];
        return new PairKey($"ed25519-{number}", PrivateKeyInfo.Ed25519, [], new Ed25519Signer(seed).PublicKeyInfo()) { Seed = seed };
    }

    private IReadOnlyList<PairKey> Family(PairKey key) => key.Rsa is not null ? Rsa : key.Ec is not null ? Ec : Ed25519;
}

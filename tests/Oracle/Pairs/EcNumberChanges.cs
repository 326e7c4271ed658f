using System.Numerics;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>EC keys, and those of other algorithms, that say something else than they should.</summary>
internal static class EcNumberChanges
{
    private static readonly string[] Curves =
    [
        "1.3.132.0.33", "1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35", "1.3.132.0.10", "1.3.36.3.3.2.8.1.1.7", "1.2.3",
    ];

    public static IReadOnlyList<PairChange> All { get; } =
    [
        Numbers("private number", (key, draws) => key.WithScalar(draws.Next(9) switch
        {
            0 => 0,
            1 => 1,
            2 => key.Order - 1,
            3 => key.Order,
            4 => key.Order + 1,
            5 => key.Order * 2,
            6 => (BigInteger.One << (8 * key.Scalar.Length)) - 1,
            7 => BigInteger.One << (8 * key.Scalar.Length),
            _ => new BigInteger(key.Scalar, isUnsigned: true, isBigEndian: true) + 1,
        }), 40),
        Numbers("private number longer or shorter", (key, draws) => key with { Scalar = draws.Of<byte[]>(
            [0, .. key.Scalar], [0, 0, 0, .. key.Scalar], [1, .. key.Scalar], key.Scalar[1..], key.Scalar[..^1], [], [.. key.Scalar, 0],
            key.Scalar.AsSpan().TrimStart((byte)0).ToArray()) }, 25),
        Numbers("no public point", (key, _) => key with { Point = null }, 10),
        Numbers("another public point", (key, draws) => key with { Point = draws.Of<byte[]>(
            [], [0], [4], draws.Bytes(65), [4, .. draws.Bytes(64)], [.. key.Point!, 0], key.Point![..^1],
            [(byte)(2 + (key.Point![^1] & 1)), .. key.Point.AsSpan(1, key.Point.Length / 2)]) }, 20),
        Numbers("no curve", (key, _) => key with { Curve = null }, 10),
        Numbers("another curve in the key", (key, draws) => key with { Curve = PrivateKeyInfo.Identifier(draws.Of(Curves)) }, 20),
        Numbers("explicit curve", (key, draws) => key with { Curve = draws.Of<byte[]>(
            [0x30, 3, 2, 1, 1], [5, 0], [6, 0], [6, 1, 0x80], [6, 6, 0x2a, 0x90, 0x80, 0x80, 0x80, 0]) }, 15),
        Numbers("EC version", (key, draws) => key with { Version = draws.Of<BigInteger>(0, 2, -1, BigInteger.One << 70) }, 10),
        Wrapped("another curve around the key", (key, draws) => key.Parameters = PrivateKeyInfo.Identifier(draws.Of(Curves)), 25),
        Wrapped("odd parameters", (key, draws) => key.Parameters = draws.Of<byte[]>(
            [], [5, 0], [6, 0], [4, 1, 1], [0x30, 0], [2, 1, 0], [6, 3, 0x2a, 0x80, 1]), 30),
        Wrapped("another algorithm", (key, draws) => key.Algorithm = draws.Of(
            PrivateKeyInfo.Rsa, PrivateKeyInfo.Ec, PrivateKeyInfo.Ed25519, PrivateKeyInfo.X25519,
            "1.2.840.10040.4.1", "1.3.101.113", "1.2.3.4", "2.999.1", "1.2.840.113549.1.1.10"), 40),
        new("seed of another length", PairPart.Keys | PairPart.KeyEncoding, (pair, draws) =>
        {
            pair.UseKey(draws.Chance(50) ? draws.Of(pair.Keys.Ed25519) : pair.Keys.X25519);
            var seed = draws.Bytes(draws.Of(0, 1, 31, 33, 64));
            pair.Key.InnerTweaks.Add(_ => draws.Of(PrivateKeyInfo.OctetString(seed), seed, [.. PrivateKeyInfo.OctetString(seed), 0]));
        }) { Weight = 25 },
        new("text behind the seed", PairPart.Keys | PairPart.KeyEncoding, (pair, draws) =>
        {
            pair.Use(draws.Of(pair.Keys.Ed25519));
            pair.Key.InnerTweaks.Add(der => [.. der, .. draws.Bytes(3)]);
        }),
    ];

    private static PairChange Numbers(string name, Func<EcNumbers, Draws, EcNumbers> change, int weight) =>
        new($"EC: {name}", PairPart.Keys | PairPart.KeyEncoding, (pair, draws) =>
        {
            pair.Use(draws.Of(pair.Keys.Ec));
            pair.Key.Ec = change(pair.Key.Ec!, draws);
        })
        { Weight = weight };

    // Only PKCS#8 has something around the key.
    private static PairChange Wrapped(string name, Action<KeySpec, Draws> change, int weight) =>
        new($"PKCS#8: {name}", PairPart.KeyEncoding, (pair, draws) => change(pair.Key, draws)) { Weight = weight };
}

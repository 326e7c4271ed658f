namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Encodings that are damaged, of the key and of the certificate.</summary>
internal static class EncodingChanges
{
    private static readonly byte[] Telling = [0, 1, 2, 4, 6, 0x1f, 0x30, 0x7f, 0x80, 0x81, 0x82, 0x83, 0x84, 0x88, 0xa0, 0xbf, 0xff];

    public static IReadOnlyList<PairChange> All { get; } =
    [
        Key("flipped bit", Flip, 40),
        Key("flipped bit near the start", FlipNearStart, 60),
        Key("another octet near the start", (der, draws) => Replace(der, draws.Next(Math.Min(der.Length, 40)), draws.Of(Telling)), 60),
        Key("another octet", (der, draws) => Replace(der, draws.Next(der.Length), draws.Of(Telling)), 30),
        Key("inserted octet", (der, draws) => draws.Next(Math.Min(der.Length, 60)) is var at
            ? [.. der[..at], draws.Of(Telling), .. der[at..]]
            : der, 20),
        Key("octet cut out", (der, draws) => draws.Next(Math.Min(der.Length, 60)) is var at ? [.. der[..at], .. der[(at + 1)..]] : der, 20),
        Key("cut short", (der, draws) => der[..(der.Length - 1 - draws.Next(der.Length - 1))], 30),
        Key("trailing data", (der, draws) => [.. der, .. draws.Bytes(1 + draws.Next(5))], 30),
        Key("indefinite length", (der, _) => [der[0], 0x80, .. der[HeaderLength(der)..], 0, 0], 10),
        Key("long length", (der, draws) => [der[0], .. draws.Of<byte[]>(
            [0x84, 0, 0, 0, (byte)der.Length], [0x84, 0x7f, 0xff, 0xff, 0xff], [0x85, 1, 0, 0, 0, 0], [0x83, 0xff, 0xff, 0xff], [0x81, 1],
            [0x84], [0xff]), .. der[HeaderLength(der)..]], 20),
        Key("another tag", (der, draws) => [draws.Of<byte>(0x02, 0x04, 0x10, 0x31, 0x3f, 0x70, 0xb0, 0xa0, 0), .. der[1..]], 20),
        Key("long tag", (der, draws) => [.. draws.Of<byte[]>(
            [0x3f, 0x10], [0x3f, 0x80, 0x10], [0x3f, 0x81, 0x10], [0x3f, 0xff, 0xff, 0xff, 0xff, 0x7f],
            [0x3f, 0x87, 0xff, 0xff, 0xff, 0x7f], [0xbf, 0x8f, 0xff, 0xff, 0xff, 0xff, 0xff]), .. der[1..]], 15),
        Key("garbage", (_, draws) => draws.Of<byte[]>(
            [], [0], [0x30], [0x30, 0], [5, 0], [1, 2, 3], [0x30, 3, 2, 1, 0], [0x30, 3, 2, 1, 1], [0x30, 4, 2, 2, 0, 1],
            [0x30, 0x80, 0, 0], draws.Bytes(1 + draws.Next(100)), [0x30, 40, .. draws.Bytes(40)]), 40),
        new("damage inside PKCS#8", PairPart.KeyEncoding, (pair, draws) =>
        {
            Func<byte[], Draws, byte[]>[] damages =
            [
                Flip, FlipNearStart, (der, _) => der[..^1], (der, _) => [.. der, 0], (_, _) => [], (_, _) => [0x30, 0],
                (der, one) => Replace(der, one.Next(Math.Min(der.Length, 40)), one.Of(Telling)),
            ];
            pair.Key.InnerTweaks.Add(der => draws.Of(damages)(der, draws));
        }) { Weight = 40 },
        new("key wrapped twice", PairPart.KeyEncoding, (pair, draws) => pair.Key.Tweaks.Add(der => PrivateKeyInfo.WritePrivate(
            draws.Of(PrivateKeyInfo.Rsa, PrivateKeyInfo.Ec, PrivateKeyInfo.Ed25519), [], der))),
        Certificate("flipped bit", Flip, 30),
        Certificate("flipped bit near the start", FlipNearStart, 10),
        Certificate("cut short", (der, draws) => der[..(der.Length - 1 - draws.Next(der.Length - 1))], 10),
        Certificate("trailing data", (der, draws) => [.. der, .. draws.Bytes(1)], 10),
        Certificate("garbage", (_, draws) => draws.Of<byte[]>([], [1, 2, 3], [0x30, 0], [0x30, 0x80, 0, 0], draws.Bytes(100)), 10),
    ];

    private static PairChange Key(string name, Func<byte[], Draws, byte[]> change, int weight) =>
        new($"key: {name}", PairPart.KeyEncoding, (pair, draws) => pair.Key.Tweaks.Add(der => change(der, draws))) { Weight = weight };

    private static PairChange Certificate(string name, Func<byte[], Draws, byte[]> change, int weight) =>
        new($"certificate: {name}", PairPart.CertificateEncoding, (pair, draws) =>
            pair.Leaf.Tweaks.Add(der => change(der, draws)))
        { Weight = weight };

    private static byte[] Flip(byte[] der, Draws draws) => FlipAt(der, draws.Next(der.Length), draws);

    // Where tags, lengths, versions and identifiers stand.
    private static byte[] FlipNearStart(byte[] der, Draws draws) => FlipAt(der, draws.Next(Math.Min(der.Length, 40)), draws);

    private static byte[] FlipAt(byte[] der, int at, Draws draws) => Replace(der, at, (byte)(der[at] ^ (1 << draws.Next(8))));

    private static byte[] Replace(byte[] der, int at, byte octet) => [.. der[..at], octet, .. der[(at + 1)..]];

    private static int HeaderLength(byte[] der) => der[1] < 0x80 ? 2 : 2 + (der[1] & 0x7f);
}

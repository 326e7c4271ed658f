namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Which blocks stand in the two texts, and under which labels.</summary>
internal static class BlockChanges
{
    // Go does not tell encrypted keys from others: the label and the headers do.
    private const string Legacy = "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF\n\n";

    private static readonly string[] NoKeyLabels =
    [
        "PUBLIC KEY", "PRIVATE KEYS", "XPRIVATE KEY", "PRIVATEKEY", "CERTIFICATE", "CERTIFICATE REQUEST", "EC PARAMETERS", "",
    ];

    private static readonly string[] NoCertificateLabels =
    [
        "TRUSTED CERTIFICATE", "X509 CERTIFICATE", "CERTIFICATE REQUEST", "CERTIFICATES", "PKCS7", "XPRIVATE KEY", "",
    ];

    public static IReadOnlyList<PairChange> All { get; } =
    [
        new("another key label", PairPart.KeyBlocks, (pair, draws) => pair.KeyLabel = draws.Of(
            "RSA PRIVATE KEY", "EC PRIVATE KEY", "PRIVATE KEY", "DSA PRIVATE KEY", "OPENSSH PRIVATE KEY")) { Weight = 40 },
        new("no key label", PairPart.KeyBlocks, (pair, draws) => pair.KeyLabel = draws.Of(NoKeyLabels)) { Weight = 40 },
        new("legacy encryption", PairPart.KeyBlocks | PairPart.KeyText | PairPart.KeyEncoding, (pair, draws) =>
        {
            var octets = draws.Bytes(16 * (1 + draws.Next(80)));
            pair.Key.Tweaks.Add(_ => octets);
            pair.KeyHeaders = Legacy;
        }) { Weight = 40 },
        new("encryption in the headers only", PairPart.KeyBlocks | PairPart.KeyText, (pair, draws) =>
            pair.KeyHeaders = draws.Of(
                Legacy, "DEK-Info: DES-EDE3-CBC,0011\n\n", "Proc-Type: 4,ENCRYPTED\n\n", "a: b\n\n")) { Weight = 20 },
        new("encrypted PKCS#8", PairPart.KeyBlocks | PairPart.KeyText | PairPart.KeyEncoding, (pair, draws) =>
        {
            var octets = draws.Bytes(16 * (1 + draws.Next(80)));
            pair.Key.Tweaks.Add(_ => PrivateKeyInfo.WriteEncrypted(octets));
            pair.KeyLabel = draws.Chance(80) ? "ENCRYPTED PRIVATE KEY" : "PRIVATE KEY";
        }) { Weight = 40 },
        Key("no block", (text, _) => text.Blocks.Clear(), 30),
        Key("another key behind", (text, draws) => text.Blocks.Insert(1, draws.Chance(30) ? text.Blocks[0] : Other(draws)), 25),
        Key("another key before", (text, draws) => text.Blocks.Insert(0, Other(draws)), 15),
        Key("other blocks before", (text, draws) => text.Blocks.InsertRange(0, Unrelated(draws, NoKeyLabels)), 30),
        Key("other blocks behind", (text, draws) => text.Blocks.AddRange(Unrelated(draws, NoKeyLabels)), 15),
        Key("other blocks only", (text, draws) =>
        {
            text.Blocks.Clear();
            text.Blocks.AddRange(Unrelated(draws, NoKeyLabels));
        }, 30),
        new("certificate before the key", PairPart.KeyBlocks, (pair, _) => pair.KeyTextChanges.Add(text =>
            text.Blocks.Insert(0, Sound(pair)))) { Weight = 15 },
        new("certificate in place of the key", PairPart.KeyBlocks, (pair, _) => pair.KeyTextChanges.Add(text =>
            text.Blocks[0] = Sound(pair))) { Weight = 40 },
        new("swapped", PairPart.KeyText | PairPart.CertificateText, (pair, _) => pair.AreSwapped = true) { Weight = 40 },
        Certificate("no block", (text, _) => text.Blocks.Clear(), 30),
        Certificate("another label", (text, draws) => text.Blocks[0] = text.Blocks[0] with { Label = draws.Of(NoCertificateLabels) }, 30),
        Certificate("other blocks only", (text, draws) =>
        {
            text.Blocks.Clear();
            text.Blocks.AddRange(Unrelated(draws, NoCertificateLabels));
        }, 15),
        Certificate("other blocks before", (text, draws) => text.Blocks.InsertRange(0, Unrelated(draws, NoCertificateLabels)), 15),
        Certificate("a key before", (text, draws) => text.Blocks.Insert(0, Other(draws)), 20),
        Certificate("a key behind", (text, draws) => text.Blocks.Add(Other(draws)), 10),
        Certificate("only a key", (text, draws) => text.Blocks[0] = Other(draws), 20),
        Certificate("headers", (text, _) => text.Blocks[0] = text.Blocks[0] with { Headers = "a: b\n\n" }, 5),
        new("chain behind the leaf", PairPart.CertificateBlocks, (pair, _) =>
            pair.CertificateTextChanges.Add(text => text.Blocks.Add(Sound(pair)))) { Weight = 20 },
        new("garbage behind the leaf", PairPart.CertificateBlocks, (pair, draws) => pair.CertificateTextChanges.Add(text =>
            text.Blocks.Add(new BundleBlock(null) { Bytes = draws.Bytes(20) }))),
        new("leaf behind its chain", PairPart.CertificateBlocks, (pair, _) =>
            pair.CertificateTextChanges.Add(text => text.Blocks.Insert(0, Sound(pair)))) { Weight = 30 },
    ];

    private static PairChange Key(string name, Action<PairText, Draws> change, int weight) =>
        new($"key blocks: {name}", PairPart.KeyBlocks, (pair, draws) =>
            pair.KeyTextChanges.Add(text => change(text, draws)))
        { Weight = weight };

    private static PairChange Certificate(string name, Action<PairText, Draws> change, int weight) =>
        new($"certificate blocks: {name}", PairPart.CertificateBlocks, (pair, draws) =>
            pair.CertificateTextChanges.Add(text => change(text, draws)))
        { Weight = weight };

    // The certificate of another key that the pair is not about.
    private static BundleBlock Sound(PairScenario pair) => new(null)
    {
        Bytes = new CertificateWriter().Encode(
            PairScenario.MakeCertificate("ca", pair.Keys.Rsa.First(key => key != pair.Own).PublicKeyInfo)),
    };

    private static BundleBlock Other(Draws draws) => new(null)
    {
        Label = "PRIVATE KEY",
        Bytes = PrivateKeyInfo.WritePrivate(PrivateKeyInfo.Ed25519, [], PrivateKeyInfo.OctetString(draws.Bytes(32))),
    };

    private static BundleBlock[] Unrelated(Draws draws, string[] labels) => [.. Enumerable.Range(0, 1 + draws.Next(3)).Select(
        _ => new BundleBlock(null) { Label = draws.Of(labels), Bytes = draws.Bytes(draws.Next(60)) })];
}

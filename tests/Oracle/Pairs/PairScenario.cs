namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>A certificate and a private key, to be changed, then encoded into a case.</summary>
internal sealed class PairScenario
{
    private const string Certificate = "CERTIFICATE";

    private PairKey own;

    /// <summary>A pair as it should be.</summary>
    /// <param name="keys">To draw from.</param>
    /// <param name="key">The key that both are about.</param>
    /// <param name="isPkcs8">How the private one is encoded; else in its own way, if it has one.</param>
    public PairScenario(PairKeys keys, PairKey key, bool isPkcs8)
    {
        Keys = keys;
        own = key;
        IsPkcs8 = isPkcs8;
        Key = KeySpec.Of(key, isPkcs8);
        Leaf = MakeCertificate("hook.ns.svc", key.PublicKeyInfo);
    }

    public PairKeys Keys { get; }

    public bool IsPkcs8 { get; }

    /// <summary>The private key.</summary>
    public KeySpec Key { get; private set; }

    public CertificateSpec Leaf { get; }

    /// <summary>Which blocks stand beside the key, and how.</summary>
    public List<Action<PairText>> KeyTextChanges { get; } = [];

    /// <summary>Which blocks stand beside the leaf, and how.</summary>
    public List<Action<PairText>> CertificateTextChanges { get; } = [];

    /// <summary>Label of the key's block; null: the usual one.</summary>
    public string? KeyLabel { get; set; }

    /// <summary>Headers of the key's block, and the empty line after them.</summary>
    public string KeyHeaders { get; set; } = "";

    /// <summary>The files are taken for one another.</summary>
    public bool AreSwapped { get; set; }

    /// <summary>The key that certificate and private key are about, at first.</summary>
    public PairKey Own => own;

    /// <summary>Makes both be about another key.</summary>
    public void Use(PairKey key)
    {
        own = key;
        UseKey(key);
        Certify(key.PublicKeyInfo);
    }

    /// <summary>Makes the private key another.</summary>
    public void UseKey(PairKey key) => Key = KeySpec.Of(key, IsPkcs8);

    /// <summary>Makes the certificate be about another key.</summary>
    public void Certify(byte[] publicKeyInfo) => Leaf.Key = Public(publicKeyInfo);

    /// <summary>A certificate with a signature that is none: nobody looks at it.</summary>
    public static CertificateSpec MakeCertificate(string name, byte[] publicKeyInfo) => new()
    {
        Subject = SubjectName.CommonName(name),
        Key = Public(publicKeyInfo),
        NotBefore = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        NotAfter = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };

    /// <summary>Encodes all of it.</summary>
    public PairCase Encode(CertificateWriter writer, ulong seed, int index, IReadOnlyList<string> planted)
    {
        var certificate = new PairText();
        certificate.Blocks.Add(new BundleBlock(null) { Label = Certificate, Bytes = writer.Encode(Leaf) });
        CertificateTextChanges.ForEach(change => change(certificate));

        var key = new PairText();
        key.Blocks.Add(new BundleBlock(null) { Label = KeyLabel ?? Key.Label, Headers = KeyHeaders, Bytes = Key.Encode() });
        KeyTextChanges.ForEach(change => change(key));

        var (first, second) = AreSwapped ? (key, certificate) : (certificate, key);
        return new PairCase(seed, index, planted, first.Encode(), second.EncodeForKey(), second.EncodeFromKey())
        {
            SaysEncrypted = second.KeyBlock is { } block
                && (block.Label.StartsWith("ENCRYPTED", StringComparison.Ordinal)
                    || block.Headers.Contains("ENCRYPTED", StringComparison.Ordinal)
                    || block.Headers.Contains("DEK-Info", StringComparison.Ordinal)),
        };
    }

    private static TestKey Public(byte[] info) => new("of a pair", KeyKind.None, info, (_, data) => data[..20]);
}

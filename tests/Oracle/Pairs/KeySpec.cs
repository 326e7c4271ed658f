namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>A private key to be encoded. Changes act on it until it is. Never printed.</summary>
internal sealed class KeySpec
{
    private readonly byte[] seed;

    private KeySpec(PairKey key, bool isPkcs8)
    {
        IsPkcs8 = isPkcs8 || (key.Rsa is null && key.Ec is null);
        Algorithm = key.Algorithm;
        Parameters = key.Parameters;
        Rsa = key.Rsa;
        seed = key.Seed;

        // Inside PKCS#8 the curve stands outside, as OpenSSL and Go write it.
        Ec = IsPkcs8 && key.Ec is { } numbers ? numbers with { Curve = null } : key.Ec;
    }

    public bool IsPkcs8 { get; }

    public string Algorithm { get; set; }

    public byte[] Parameters { get; set; }

    public RsaNumbers? Rsa { get; set; }

    public EcNumbers? Ec { get; set; }

    /// <summary>What is done to the key's own encoding.</summary>
    public List<Func<byte[], byte[]>> InnerTweaks { get; } = [];

    /// <summary>What is done to the encoding, last.</summary>
    public List<Func<byte[], byte[]>> Tweaks { get; } = [];

    /// <summary>The usual one.</summary>
    public string Label => IsPkcs8 ? "PRIVATE KEY" : Rsa is not null ? "RSA PRIVATE KEY" : "EC PRIVATE KEY";

    public static KeySpec Of(PairKey key, bool isPkcs8) => new(key, isPkcs8);

    public byte[] Encode()
    {
        var inner = InnerTweaks.Aggregate(Rsa?.Encode() ?? Ec?.Encode() ?? PrivateKeyInfo.OctetString(seed), (der, change) => change(der));
        return Tweaks.Aggregate(IsPkcs8 ? PrivateKeyInfo.WritePrivate(Algorithm, Parameters, inner) : inner, (der, change) => change(der));
    }
}

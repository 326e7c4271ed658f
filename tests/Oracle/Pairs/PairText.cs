using System.Text;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>One of the two PEM texts of a pair.</summary>
internal sealed class PairText
{
    public List<BundleBlock> Blocks { get; } = [];

    /// <summary>What is done to the text, last.</summary>
    public List<Func<byte[], byte[]>> Tweaks { get; } = [];

    /// <summary>The block that Go takes for the private key, if no tweak keeps it from that.</summary>
    public BundleBlock? KeyBlock => Blocks.Find(IsKey);

    /// <summary>All of it, tweaked as a whole.</summary>
    public byte[] Encode() => Tweak(Write(Blocks));

    /// <summary>All of it, tweaked from the first private key on: what stands before it stays whole.</summary>
    public byte[] EncodeForKey() =>
        KeyBlock is null ? Encode() : [.. Write(Blocks.TakeWhile(block => !IsKey(block))), .. EncodeFromKey()];

    /// <summary>
    /// The same without what stands before: the oracle's loaders take the first block, whatever it is. Empty where there is no key.
    /// </summary>
    public byte[] EncodeFromKey() => KeyBlock is null ? [] : Tweak(Write(Blocks.SkipWhile(block => !IsKey(block))));

    private static bool IsKey(BundleBlock block) =>
        block.Label == "PRIVATE KEY" || block.Label.EndsWith(" PRIVATE KEY", StringComparison.Ordinal);

    private static byte[] Write(IEnumerable<BundleBlock> blocks) =>
        Encoding.Latin1.GetBytes(string.Concat(blocks.Select(block => block.Write(block.Bytes))));

    private byte[] Tweak(byte[] text) => Tweaks.Aggregate(text, (bytes, change) => change(bytes));
}

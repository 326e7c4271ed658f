namespace KubectlWebhookCert.X509.Der;

/// <summary>One tag-length-value; its offsets count from the start of the outermost encoding, for error messages.</summary>
internal readonly struct DerElement(ReadOnlyMemory<byte> source, int start, int contentStart, int end)
{
    public byte Tag => source.Span[start];

    public int Start => start;

    public ReadOnlyMemory<byte> Whole => source[start..end];

    public ReadOnlyMemory<byte> Content => source[contentStart..end];

    public DerReader Reader => new(source, contentStart, end);
}

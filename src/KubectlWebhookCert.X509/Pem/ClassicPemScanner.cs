namespace KubectlWebhookCert.X509.Pem;

/// <summary>
/// Go's encoding/pem up to 1.25.1: take the next BEGIN line, then the next END line; where they do not make a block, go on
/// behind the headers of that BEGIN line.
/// </summary>
internal static class ClassicPemScanner
{
    public static List<PemSpan> Scan(ReadOnlySpan<byte> bytes)
    {
        var text = new PemText(bytes);
        var blocks = new List<PemSpan>();
        var offset = 0;
        while (true)
        {
            var begin = text.StartsWithAt(offset, PemText.BeginMark) ? offset : text.FindLine(offset + 1, PemText.BeginMark);
            if (begin < 0)
            {
                return blocks;
            }

            offset = begin + PemText.BeginMark.Length;
            var line = text[text.ReadLine(ref offset)];
            if (!line.EndsWith(PemText.Dashes))
            {
                continue;
            }

            var label = line[..^PemText.Dashes.Length];
            var headers = offset;
            if (!text.SkipHeaders(ref offset))
            {
                return blocks;
            }

            var body = offset;
            var immediate = headers == body && text.StartsWithAt(offset, PemText.EndMark);
            var bodyEnd = immediate ? offset : text.FindEnd(offset);
            if (bodyEnd < 0)
            {
                continue;
            }

            var trailer = bodyEnd + PemText.EndMark.Length + (immediate ? 0 : 1);
            if (!text.EndLineMatches(trailer, label) || PemBase64.Decode(text[body..bodyEnd], out _) is not { } content)
            {
                continue;
            }

            offset = bodyEnd + PemText.EndMark.Length;
            text.ReadLine(ref offset);
            blocks.Add(new PemSpan(begin, offset, PemText.Decode(label), text.ReadHeaders(headers, body), content));
        }
    }
}

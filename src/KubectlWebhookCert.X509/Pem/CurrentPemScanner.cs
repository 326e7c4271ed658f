namespace KubectlWebhookCert.X509.Pem;

/// <summary>
/// Go's encoding/pem since 1.25.4: take the next END line, then the last BEGIN line before it; where they do not make a block, go
/// on behind that END mark.
/// </summary>
internal static class CurrentPemScanner
{
    public static List<PemSpan> Scan(ReadOnlySpan<byte> bytes)
    {
        var text = new PemText(bytes);
        var blocks = new List<PemSpan>();
        var offset = 0;
        var trailer = 0;

        // Headers that run over the END mark put the offset behind it: Go gives up there.
        while (trailer >= offset)
        {
            offset = trailer;
            var bodyEnd = text.FindEnd(offset);
            if (bodyEnd < 0)
            {
                break;
            }

            trailer = bodyEnd + 1 + PemText.EndMark.Length;
            var found = text[offset..bodyEnd].LastIndexOf(PemText.BeginMark);
            var begin = offset + found;
            if (found < 0 || (found > 0 && bytes[begin - 1] != (byte)'\n'))
            {
                continue;
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
                break;
            }

            // Without headers the END line may follow at once: then the body ends before it begins.
            var body = offset;
            if ((headers < body && bodyEnd < body) || !text.EndLineMatches(trailer, label)
                || PemBase64.Decode(text[Math.Min(body, bodyEnd)..bodyEnd], out _) is not { } content)
            {
                continue;
            }

            offset = bodyEnd + PemText.EndMark.Length;
            text.ReadLine(ref offset);
            blocks.Add(new PemSpan(begin, offset, PemText.Decode(label), text.ReadHeaders(headers, body), content));
            trailer = offset;
        }

        return blocks;
    }
}

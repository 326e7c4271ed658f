namespace KubectlWebhookCert.X509.Pem;

/// <summary>Says of the text between readable blocks what keeps it from being one.</summary>
internal ref struct PemDiagnosis(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int ordinal;

    public PemProblemList Problems { get; } = new();

    public int NextOrdinal() => ++ordinal;

    /// <summary>Judges what lies between two readable blocks, or before the first or after the last.</summary>
    public void JudgeGap(int start, int end)
    {
        var gap = bytes[start..end];
        var next = 0;
        var (begin, stray) = (-1, -1);
        while (true)
        {
            begin = begin < next ? Find(gap, next, PemText.BeginMark) : begin;
            stray = stray < next ? Find(gap, next, PemText.EndMark) : stray;
            if (begin < stray)
            {
                next = JudgeBegin(gap, begin, start);
            }
            else if (stray < begin)
            {
                next = stray + PemText.EndMark.Length;
                if (Problems.IsFull)
                {
                    Problems.Count();
                }
                else if (IsLineStart(start + stray))
                {
                    Problems.Add(new PemProblem(PemProblemKind.EndWithoutBegin, 0, start + stray, "END line without a BEGIN line"));
                }
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Judges a text that holds neither a block nor a part of one.</summary>
    public readonly void JudgeWhole()
    {
        var start = bytes.TrimStart(" \t\r\n"u8);
        var (kind, reason) =
            start.IsEmpty ? (PemProblemKind.Empty, "empty")
            : bytes is [0x30, >= 0x80, ..] ? (PemProblemKind.Der, "looks like DER, not PEM")
            : start.StartsWith("LS0tLS1CRUdJTi"u8) ? (PemProblemKind.EncodedTwice, "base64 of a PEM text: encoded once too often")
            : start.StartsWith("MII"u8) ? (PemProblemKind.BareBase64, "base64 without BEGIN and END lines")
            : (PemProblemKind.NoBlock, "holds no PEM block");
        Problems.Add(new PemProblem(kind, 0, 0, reason));
    }

    private static int Find(ReadOnlySpan<byte> gap, int offset, ReadOnlySpan<byte> mark)
    {
        var found = gap[offset..].IndexOf(mark);
        return found < 0 ? int.MaxValue : offset + found;
    }

    private int JudgeBegin(ReadOnlySpan<byte> gap, int at, int start)
    {
        var block = NextOrdinal();
        if (Problems.IsFull)
        {
            // Counted, not looked into: so that hostile text stays cheap.
            Problems.Count();
            return at + PemText.BeginMark.Length;
        }

        var (kind, reason, next) = IsLineStart(start + at) ? Diagnose(gap, at) : NotAtLineStart(gap, at, start + at);
        Problems.Add(new PemProblem(kind, block, start + at, reason));
        return next;
    }

    private readonly (PemProblemKind Kind, string Reason, int Next) NotAtLineStart(ReadOnlySpan<byte> gap, int at, int absolute)
    {
        var reason = absolute == 3 && bytes.StartsWith("\uFEFF"u8) ? "a byte order mark stands before BEGIN"
            : bytes[..absolute].EndsWith(PemText.Dashes) ? "no line break between the END of the block before and BEGIN"
            : "BEGIN does not stand at the start of its line";

        // Its END line, if it has one before anything else begins, belongs to this problem.
        var next = at + PemText.BeginMark.Length;
        var (end, begin) = NextMarks(gap, next);
        return (PemProblemKind.BeginNotAtLineStart, reason, end >= 0 && (begin < 0 || end < begin) ? end + PemText.EndMark.Length : next);
    }

    private static (PemProblemKind Kind, string Reason, int Next) Diagnose(ReadOnlySpan<byte> gap, int at)
    {
        var text = new PemText(gap);
        var body = at + PemText.BeginMark.Length;
        var line = gap[text.ReadLine(ref body)];
        var (end, begin) = NextMarks(gap, at + PemText.BeginMark.Length);
        if (end < 0 || (begin >= 0 && begin < end))
        {
            var next = begin >= 0 ? begin : gap.Length;
            return line.EndsWith(PemText.Dashes)
                ? (PemProblemKind.EndMissing, "has no END line", next)
                : (PemProblemKind.BeginLineMalformed, "the BEGIN line does not end with five dashes", next);
        }

        var after = end + PemText.EndMark.Length;
        if (!line.EndsWith(PemText.Dashes))
        {
            return (PemProblemKind.BeginLineMalformed, "the BEGIN line does not end with five dashes", after);
        }

        return DiagnoseEnd(gap, line[..^PemText.Dashes.Length], body, end, after);
    }

    private static (PemProblemKind Kind, string Reason, int Next) DiagnoseEnd(
        ReadOnlySpan<byte> gap, ReadOnlySpan<byte> label, int body, int end, int after)
    {
        var trailer = gap[after..];
        if (!trailer.StartsWith(label) || !trailer[label.Length..].StartsWith(PemText.Dashes))
        {
            return (PemProblemKind.EndLabelDiffers, "the END line does not repeat the label of the BEGIN line and five dashes", after);
        }

        var text = new PemText(gap);
        if (!text.EndLineMatches(after, label))
        {
            var glued = trailer[(label.Length + PemText.Dashes.Length)..].StartsWith(PemText.BeginMark);
            return glued
                ? (PemProblemKind.TextAfterEnd, "no line break between its END and the BEGIN of the next block", after)
                : (PemProblemKind.TextAfterEnd, "something follows the END line's dashes", after);
        }

        if (new PemText(gap[..end]).SkipHeaders(ref body) && PemBase64.Decode(gap[body..end], out _) is null)
        {
            return (PemProblemKind.Base64Malformed, "not base64 between BEGIN and END", after);
        }

        return (PemProblemKind.NotReached, "passed over because of the text around it", after);
    }

    /// <summary>The next END line and the next BEGIN, wherever it stands in its line; -1 where there is none.</summary>
    private static (int End, int Begin) NextMarks(ReadOnlySpan<byte> gap, int offset)
    {
        var begin = gap[offset..].IndexOf(PemText.BeginMark);
        var window = begin < 0 ? gap : gap[..(offset + begin)];
        return (new PemText(window).FindLine(offset, PemText.EndMark), begin < 0 ? -1 : offset + begin);
    }

    private readonly bool IsLineStart(int absolute) => absolute == 0 || bytes[absolute - 1] == (byte)'\n';
}

using System.Collections.Immutable;
using System.Text;

namespace KubectlWebhookCert.X509.Pem;

/// <summary>
/// A PEM text with the looking-up that both readings share. END lines are looked for once and remembered, so that a text full of
/// BEGIN lines costs no more than its length.
/// </summary>
internal ref struct PemText(ReadOnlySpan<byte> text)
{
    private const int MostHeaders = 64;

    private readonly ReadOnlySpan<byte> text = text;
    private int knownFrom = -1;
    private int knownEnd = -1;
    private int measuredTrailer = -1;
    private int lastNonBlank = -1;

    public static ReadOnlySpan<byte> BeginMark => "-----BEGIN "u8;

    public static ReadOnlySpan<byte> EndMark => "-----END "u8;

    public static ReadOnlySpan<byte> Dashes => "-----"u8;

    public readonly int Length => text.Length;

    public readonly ReadOnlySpan<byte> this[Range range] => text[range];

    public readonly bool StartsWithAt(int offset, ReadOnlySpan<byte> mark) => text[offset..].StartsWith(mark);

    /// <summary>Where a line that starts with the mark begins, at or after an offset that is itself the start of a line or not; -1 if nowhere.</summary>
    public readonly int FindLine(int offset, ReadOnlySpan<byte> mark)
    {
        while (offset <= text.Length)
        {
            var found = text[offset..].IndexOf(mark);
            if (found < 0)
            {
                break;
            }

            var at = offset + found;
            if (at > 0 && text[at - 1] == (byte)'\n')
            {
                return at;
            }

            offset = at + 1;
        }

        return -1;
    }

    /// <summary>The line break before the first END line whose line break is at or after an offset; -1 if there is none.</summary>
    public int FindEnd(int offset)
    {
        if (knownFrom >= 0 && knownFrom <= offset && (knownEnd < 0 || knownEnd >= offset))
        {
            return knownEnd;
        }

        knownFrom = offset;
        var line = FindLine(offset + 1, EndMark);
        knownEnd = line < 0 ? -1 : line - 1;
        return knownEnd;
    }

    /// <summary>A line without its line end and trailing blanks; the offset moves to the next line.</summary>
    public readonly Range ReadLine(ref int offset)
    {
        var start = offset;
        var found = text[start..].IndexOf((byte)'\n');
        var end = found < 0 ? text.Length : start + found;
        offset = found < 0 ? end : end + 1;
        if (found > 0 && text[end - 1] == (byte)'\r')
        {
            end--;
        }

        return start..(start + text[start..end].TrimEnd(" \t"u8).Length);
    }

    /// <summary>Moves an offset behind the header lines, which are those with a colon; false where the text ends with them.</summary>
    public readonly bool SkipHeaders(ref int offset)
    {
        while (offset < text.Length)
        {
            var next = offset;
            if (!text[ReadLine(ref next)].Contains((byte)':'))
            {
                return true;
            }

            offset = next;
        }

        return false;
    }

    /// <summary>The header lines between two offsets; where a name comes twice the last one counts.</summary>
    public readonly ImmutableArray<PemHeader> ReadHeaders(int start, int end)
    {
        if (start == end)
        {
            return [];
        }

        var headers = new Dictionary<string, PemHeader>(StringComparer.Ordinal);
        while (start < end && headers.Count < MostHeaders)
        {
            var line = text[ReadLine(ref start)];
            var colon = line.IndexOf((byte)':');
            var name = Decode(line[..colon]).Trim();
            headers[name] = new PemHeader(name, Decode(line[(colon + 1)..]).Trim());
        }

        return [.. headers.Values];
    }

    /// <summary>Whether an END line goes on, after its mark, with this label, five dashes and nothing more.</summary>
    public bool EndLineMatches(int trailer, ReadOnlySpan<byte> label)
    {
        var rest = text[trailer..];
        return rest.Length >= label.Length + Dashes.Length && rest.StartsWith(label) && rest[label.Length..].StartsWith(Dashes)
            && LastNonBlank(trailer) < trailer + label.Length + Dashes.Length;
    }

    public static string Decode(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private int LastNonBlank(int trailer)
    {
        if (measuredTrailer != trailer)
        {
            measuredTrailer = trailer;
            var next = trailer;
            lastNonBlank = text[ReadLine(ref next)].Length + trailer - 1;
        }

        return lastNonBlank;
    }
}

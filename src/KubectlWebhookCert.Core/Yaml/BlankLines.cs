using System.Text;

namespace KubectlWebhookCert.Core.Yaml;

/// <summary>Lines of nothing but blanks right after the head of a block scalar.</summary>
internal static class BlankLines
{
    /// <summary>The text with those lines emptied; line numbers stay.</summary>
    public static string Trim(string text)
    {
        var trimmed = new StringBuilder(text.Length);
        var afterHead = false;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range];
            var isBlank = line.Trim(" \t\r").IsEmpty;
            trimmed.Append(afterHead && isBlank ? default : line);
            if (range.End.GetOffset(text.Length) < text.Length)
            {
                trimmed.Append('\n');
            }

            afterHead = isBlank ? afterHead : EndsWithHead(line);
        }

        return trimmed.ToString();
    }

    private static bool EndsWithHead(ReadOnlySpan<char> line)
    {
        var comment = line.IndexOf(" #");
        var head = (comment < 0 ? line : line[..comment]).TrimEnd(" \t\r").TrimEnd("+-123456789");
        return head is [.., '|' or '>'];
    }
}

using System.Text;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>Text of a stranger in Markdown: it is shown as it is, and is never markup, HTML or a mention of somebody.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_[]<>|~&#$";

    /// <summary>Words of a sentence.</summary>
    public static string Inline(string text)
    {
        var safe = new StringBuilder(text.Length + 16);
        var before = ' ';
        foreach (var character in Printable.Escape(text))
        {
            if (character == '@' && !char.IsLetterOrDigit(before))
            {
                safe.Append("`@`"); // else GitHub and GitLab tell whoever is called so
            }
            else
            {
                safe.Append(Special.Contains(character, StringComparison.Ordinal) ? "\\" : string.Empty).Append(character);
            }

            before = character;
        }

        return safe.ToString();
    }

    /// <summary>A name, a value: <c>`tls.crt`</c>.</summary>
    public static string Code(string text)
    {
        var safe = Printable.Escape(text);
        if (safe.Length == 0)
        {
            return string.Empty;
        }

        var fence = new string('`', LongestRun(safe) + 1);
        var blank = safe[0] is '`' or ' ' || safe[^1] is '`' or ' ' ? " " : string.Empty;
        return $"{fence}{blank}{safe}{blank}{fence}";
    }

    /// <summary>A block of one line, to be copied.</summary>
    /// <param name="text">The line.</param>
    /// <param name="language">What it is written in, for colours.</param>
    /// <param name="indent">What stands before each line: blanks within a list.</param>
    public static string Block(string text, string language, string indent)
    {
        var safe = Printable.Escape(text);
        var fence = new string('`', Math.Max(3, LongestRun(safe) + 1));
        return $"{indent}{fence}{language}\n{indent}{safe}\n{indent}{fence}\n";
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}

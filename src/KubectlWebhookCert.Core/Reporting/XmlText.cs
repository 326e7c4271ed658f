using System.Globalization;
using System.Text;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>Any text made fit for XML 1.0, between tags and in attributes.</summary>
internal static class XmlText
{
    /// <summary>
    /// Markup is escaped. XML 1.0 has no way to write control characters and U+FFFE: these become <c>\u001b</c> and the like, and so do
    /// characters that turn text around. A lone surrogate becomes U+FFFD; a line feed stays one.
    /// </summary>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length + 16);
        foreach (var rune in Printable.EscapeExceptLineFeeds(text).EnumerateRunes())
        {
            // what is no character at all is enumerated as U+FFFD, which XML can hold
            switch (rune.Value)
            {
                case '&':
                    safe.Append("&amp;");
                    break;
                case '<':
                    safe.Append("&lt;");
                    break;
                case '>':
                    safe.Append("&gt;"); // also in ]]>
                    break;
                case '"':
                    safe.Append("&quot;");
                    break;
                case 0xFFFE or 0xFFFF:
                    safe.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
                    break;
                default:
                    safe.Append(rune.ToString());
                    break;
            }
        }

        return safe.ToString();
    }

    /// <summary>The same where line ends would be read as blanks.</summary>
    public static string Attribute(string text) => Escape(Printable.Escape(text));
}

using System.Globalization;
using System.Text;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>Text of a stranger (a certificate's subject, a label) made safe for a terminal and for one line.</summary>
public static class Printable
{
    /// <summary>Control and format characters, which could move the cursor or turn text around, become <c>\u001b</c> and the like.</summary>
    /// <param name="text">Any text.</param>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Any(IsUnsafe))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (IsUnsafe(character))
            {
                safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                safe.Append(character);
            }
        }

        return safe.ToString();
    }

    /// <summary>The same for text of several lines.</summary>
    /// <param name="text">Any text.</param>
    internal static string EscapeExceptLineFeeds(string text) => string.Join('\n', text.Split('\n').Select(Escape));

    private static bool IsUnsafe(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}

using System.Globalization;
using System.Text;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>Somebody else's text, made fit for a line of a message.</summary>
internal static class PlainText
{
    private const int Longest = 512;

    /// <summary>On one line, cut short, without what a terminal would take for a command.</summary>
    /// <param name="text">The text, UTF-8.</param>
    public static string Of(ReadOnlySpan<byte> text)
    {
        var cut = text.Length > Longest;
        var letters = Encoding.UTF8.GetString(cut ? text[..Longest] : text)
            .Select(letter => char.IsControl(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.Format ? ' ' : letter);
        return string.Concat(letters).Trim() + (cut ? "..." : string.Empty);
    }
}

using System.Text;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>Sentences broken between words, so that no line is wider than a terminal. A wider word stays whole, to be copied.</summary>
public static class WrappedText
{
    /// <summary>Writes lines, each ended by a line feed.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="words">What to write.</param>
    /// <param name="first">What stands before the first line.</param>
    /// <param name="next">What stands before the others.</param>
    /// <param name="width">Columns, or null for no limit.</param>
    public static void Write(StringBuilder text, string words, string first, string next, int? width)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(words);
        var line = new StringBuilder(first);
        var isEmpty = true;
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && width is { } limit && line.Length + 1 + word.Length > limit)
            {
                text.Append(line).Append('\n');
                line.Clear().Append(next);
                isEmpty = true;
            }

            line.Append(isEmpty ? string.Empty : " ").Append(word);
            isEmpty = false;
        }

        text.Append(line).Append('\n');
    }
}

using KubectlWebhookCert.Core.Rules;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>Lines with a word in front that says what they are, the words in one column.</summary>
internal static class LabelledLines
{
    private const int Indent = 2;
    private const int Gap = 2;

    /// <summary>A line for each, indented; a text of several lines (a snippet to paste) keeps them.</summary>
    public static IEnumerable<TreeLine> Of(IReadOnlyCollection<Evidence> details)
    {
        var column = Indent + details.Max(detail => detail.Name.Length) + Gap;
        return
            from detail in details
            from line in detail.Value.Split('\n').Select((text, index) => (index == 0 ? "  " + detail.Name : string.Empty).PadRight(column) + text)
            select new TreeLine(line, Hang: column);
    }
}

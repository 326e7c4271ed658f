using System.Globalization;
using System.Text;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>A line per finding, grouped by what it is about; consequences are set in below their cause.</summary>
public static class ValidationTable
{
    private static readonly string[] Headers = ["SEVERITY", "CODE", "OBJECT", "MESSAGE"];
    private static readonly string[] WideHeaders = ["API SERVER", "FIX"];

    /// <summary>The tables as text; empty where nothing was found.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="options">What to show; infos are shown in wide tables only.</param>
    public static string Format(ValidationResult result, TableOptions options)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(options);
        string[] headers = [.. Headers, .. options.Wide ? WideHeaders : []];
        var groups = result.Subjects
            .Select(subject => new Group(subject, [.. Rows(subject, subject.Findings, 0, options)]))
            .Where(group => group.Rows.Count > 0)
            .ToList();
        if (groups.Count == 0)
        {
            return string.Empty;
        }

        // one table for all, so that the columns of the groups stand below each other
        var lines = Table.Format(options.NoHeaders ? null : headers, [.. groups.SelectMany(group => group.Rows)]).Split('\n')[..^1];
        var next = options.NoHeaders ? 0 : 1;
        var text = new StringBuilder();
        foreach (var group in groups)
        {
            text.Append(text.Length == 0 ? string.Empty : "\n").Append(Printable.Escape(Title(group.Subject))).Append('\n');
            foreach (var line in (string[])[.. options.NoHeaders ? [] : lines[..1], .. lines.AsSpan(next, group.Rows.Count)])
            {
                text.Append("  ").Append(line).Append('\n');
            }

            next += group.Rows.Count;
        }

        return text.ToString();
    }

    private static string Title(JudgedSubject subject)
    {
        var title = FindingText.Title(subject);
        return subject.Webhooks.Count switch
        {
            0 => title,
            1 => subject.Webhooks[0].Name == subject.Resource.Name ? title : $"{title}   webhook {subject.Webhooks[0].Name}",
            2 => $"{title}   webhooks {subject.Webhooks[0].Name}, {subject.Webhooks[1].Name}",
            var count => string.Create(CultureInfo.InvariantCulture, $"{title}   webhooks {subject.Webhooks[0].Name} and {count - 1} more"),
        };
    }

    private static IEnumerable<List<string>> Rows(JudgedSubject subject, ValueList<Finding> findings, int depth, TableOptions options)
    {
        foreach (var finding in findings)
        {
            if (finding.Severity == Severity.Info && !options.Wide)
            {
                continue;
            }

            var indent = depth == 0 ? string.Empty : new string(' ', (depth - 1) * 2) + "└ ";
            List<string> row =
            [
                finding.Severity.Word(),
                indent + finding.Rule.Code,
                FindingText.Place(subject, finding),
                finding.Fault.Message,
            ];
            if (options.Wide)
            {
                row.Add(finding.Fault.ApiServerText ?? "<none>");
                row.Add(finding.Fault.Fix ?? "<none>");
            }

            yield return row;
            foreach (var below in Rows(subject, finding.Consequences, depth + 1, options))
            {
                yield return below;
            }
        }
    }

    private sealed record Group(JudgedSubject Subject, List<List<string>> Rows);
}

using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>Every finding with its evidence, as a tree: root causes first, what follows from them below.</summary>
public static class ValidationTree
{
    /// <summary>The trees as text.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="width">Columns of the terminal, or null for no limit.</param>
    public static string Format(ValidationResult result, int? width)
    {
        ArgumentNullException.ThrowIfNull(result);
        return TreeLayout.Draw(result.Subjects.Select(Subject), width);
    }

    private static TreeNode Subject(JudgedSubject subject)
    {
        var notes = subject.Configuration is { } configuration
            ? string.Join("   ", configuration.Keepers.Select(keeper => $"kept by {keeper.Name}").Prepend($"owner {configuration.Owner.Name}"))
            : string.Empty;
        TreeLine[] webhooks =
        [
            .. subject.Webhooks
                .Where(webhook => webhook.Name != subject.Resource.Name)
                .Select(webhook => new TreeLine($"webhook {webhook.Name}", Hang: "webhook ".Length)),
        ];
        TreeNode[] children = subject.Findings.Count > 0
            ? [.. subject.Findings.Select(finding => Node(subject, finding))]
            : [new TreeNode([new TreeLine(subject.Unknowns.Count > 0 ? "nothing found, but not everything could be judged" : "nothing found")], [])];
        return new TreeNode([new TreeLine(FindingText.Title(subject), notes), .. webhooks], [.. children, .. subject.Unknowns.Select(Node)]);
    }

    /// <summary>A finding with its evidence, and what follows from it.</summary>
    internal static TreeNode Node(JudgedSubject subject, Finding finding)
    {
        List<Evidence> details = [new("in", FindingText.Place(subject, finding)), .. finding.Fault.Evidence];
        if (finding.Fault.ApiServerText is { } words)
        {
            details.Add(new Evidence(finding.IsReported ? "API server says" : "API server would say", words));
        }

        if (finding.Fault.Fix is { } fix)
        {
            details.Add(new Evidence("fix", fix));
        }

        return new TreeNode(
            [new TreeLine($"{finding.Severity.Word()} {finding.Rule.Code}: {finding.Fault.Message}"), .. LabelledLines.Of(details)],
            [.. finding.Consequences.Select(consequence => Node(subject, consequence))]);
    }

    private static TreeNode Node(Unknown unknown) =>
        new([new TreeLine($"not known: {unknown.Why}"), new TreeLine($"  so not judged: {string.Join(", ", unknown.Codes)}", Hang: 4)], []);
}

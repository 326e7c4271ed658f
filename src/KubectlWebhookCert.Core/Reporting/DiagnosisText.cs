using KubectlWebhookCert.Core.ErrorTexts;
using KubectlWebhookCert.Core.Rules;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>What <c>why</c> says: the error taken apart, then the causes that were found, or where none was what to check.</summary>
public static class DiagnosisText
{
    /// <summary>One tree an error.</summary>
    /// <param name="diagnoses">In the order of the text.</param>
    /// <param name="width">Columns of the terminal, or null for no limit.</param>
    public static string Format(IEnumerable<Diagnosis> diagnoses, int? width) => TreeLayout.Draw(diagnoses.Select(Node), width);

    private static TreeNode Node(Diagnosis diagnosis) => new(
        [new TreeLine(Title(diagnosis.Error)), .. LabelledLines.Of([.. Error(diagnosis)])],
        [.. diagnosis.Causes.Count > 0 ? Causes(diagnosis) : Possibilities(diagnosis)]);

    private static string Title(ReportedError error) => error switch
    {
        { ApiService: { } name } => $"aggregated API {name} cannot be reached",
        { WebhookName: { } name, Form: ReportedForm.AdmissionFailingOpen } => $"webhook {name} cannot be called, and requests go on without it",
        { WebhookName: { } name } => $"webhook {name} cannot be called",
        { Form: ReportedForm.Conversion, Kind: { } kind } => $"conversion webhook for {kind} cannot be called",
        { Form: ReportedForm.Conversion } => "a conversion webhook cannot be called",
        { Form: ReportedForm.Aggregation } => "an aggregated API cannot be reached",
        { Form: ReportedForm.Server } => "a client and a webhook's server could not agree on TLS",
        { Form: ReportedForm.Bare } => "a call failed",
        { Form: ReportedForm.Operator } => "an operator cannot keep its certificate",
        _ => "a webhook cannot be called",
    };

    private static IEnumerable<Evidence> Error(Diagnosis diagnosis)
    {
        var error = diagnosis.Error;
        if (error.ServiceName is { } name)
        {
            yield return new Evidence("called", $"Service {(error.ServiceNamespace is { } place ? $"{place}/" : string.Empty)}{name}");
        }
        else if (error.Address is { } address)
        {
            yield return new Evidence("called", address);
        }

        yield return new Evidence("error", error.Tail.Length > 0 ? error.Tail : "(cut off)");
        yield return new Evidence("means", diagnosis.Meaning?.Means ?? "not a text that is known here");
    }

    private static IEnumerable<TreeNode> Causes(Diagnosis diagnosis) =>
        diagnosis.Causes.Select(cause => ValidationTree.Node(cause.Subject, cause.Finding));

    private static IEnumerable<TreeNode> Possibilities(Diagnosis diagnosis)
    {
        if (diagnosis.IsJudged)
        {
            yield return Line("no cause of it was found in the objects: what follows cannot be seen there, or has been mended since");
        }

        foreach (var other in diagnosis.OtherErrors)
        {
            yield return ValidationTree.Node(other.Subject, other.Finding);
        }

        if (diagnosis.Meaning is not { } meaning)
        {
            yield return Line("see what is wrong with the webhook: kubectl webhook-cert validate");
            yield break;
        }

        if (meaning.Codes.Count > 0)
        {
            yield return List("can be", meaning.Codes.Select(code => RuleSet.Find(code) is { } rule ? $"{code}: {rule.Summary}" : code));
        }

        if (meaning.Checks.Count > 0)
        {
            yield return List("check", meaning.Checks);
        }

        if (meaning.Fixes.Count > 0)
        {
            yield return List("mend", meaning.Fixes);
        }
    }

    private static TreeNode Line(string text) => new([new TreeLine(text)], []);

    private static TreeNode List(string title, IEnumerable<string> lines) =>
        new([new TreeLine(title), .. lines.Select(line => new TreeLine($"  - {line}", Hang: 4))], []);
}

using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>What is known of one error: what it means, and which findings cause it.</summary>
/// <param name="Error">The error.</param>
/// <param name="Meaning">What it means; null where its cause is none that is known.</param>
/// <param name="IsJudged">Whether a cluster or files were asked.</param>
/// <param name="Causes">Root causes that explain it, the likeliest first.</param>
/// <param name="OtherErrors">Root causes of other errors at the same webhook; shown where nothing explains this one.</param>
public sealed record Diagnosis(
    ReportedError Error,
    ErrorMeaning? Meaning,
    bool IsJudged,
    ValueList<DiagnosedCause> Causes,
    ValueList<DiagnosedCause> OtherErrors)
{
    /// <summary>Explains an error by what rules found.</summary>
    /// <param name="error">The error.</param>
    /// <param name="judged">What rules say of the webhook that it is about; null where nobody was asked.</param>
    public static Diagnosis Of(ReportedError error, ValidationResult? judged)
    {
        ArgumentNullException.ThrowIfNull(error);
        var meaning = ErrorMeanings.Of(error);
        var roots = (judged?.Subjects ?? [])
            .SelectMany(subject => subject.Findings.Select(finding => new DiagnosedCause(subject, finding)))
            .ToList();
        var causes = roots
            .Select(root => new Ranked(root, Rank(root, error, meaning)))
            .Where(ranked => ranked.Rank is not null)
            .OrderBy(ranked => ranked.Rank!.Value)
            .Select(ranked => ranked.Root)
            .ToValueList();
        var others = roots.Where(root => root.Finding.Severity == Rules.Severity.Error && !causes.Contains(root)).ToValueList();
        return new Diagnosis(error, meaning, judged is not null, causes, others);
    }

    // First what gives the very text, then by how often each finding is the cause; what is only a warning comes last.
    private static int? Rank(DiagnosedCause root, ReportedError error, ErrorMeaning? meaning)
    {
        int? best = null;
        foreach (var finding in root.Finding.WithConsequences)
        {
            var place = IndexOf(meaning?.Codes ?? [], finding.Rule.Code);
            int? rank = SaysTheSame(finding.Fault.ApiServerText, error.Tail) ? 0 : place >= 0 ? place + 1 : null;
            best = rank is null || best < rank ? best : rank;
        }

        const int BehindAllErrors = 1000;
        return root.Finding.Severity == Rules.Severity.Error ? best : best + BehindAllErrors;
    }

    private static int IndexOf(ValueList<string> codes, string code)
    {
        for (var index = 0; index < codes.Count; index++)
        {
            if (codes[index] == code)
            {
                return index;
            }
        }

        return -1;
    }

    // the instant of a call is in the text of its failure
    private static bool SaysTheSame(string? ours, string tail) =>
        ours is not null && tail.Length > 0 && CauseText.WithoutCircumstances(CauseText.Clean(ours)) == CauseText.WithoutCircumstances(tail);

    private sealed record Ranked(DiagnosedCause Root, int? Rank);
}

using KubectlWebhookCert.Core.Reporting.Pictures;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary><c>validate -o html</c>: one page with the chains, when certificates end, and every finding with its evidence.</summary>
public static class ValidationHtml
{
    /// <summary>The page.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="served">What endpoints serve, as far as they were asked.</param>
    public static string Format(ValidationResult result, ServedCertificates served)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(served);
        var sections = result.Subjects
            .GroupBy(subject => subject.Resource)
            .Select(subjects => Section([.. subjects], result.Options, served))
            .ToList();
        return HtmlPage.Format(
            "validate",
            SeverityWords.Totals(result.All),
            ValidationSummary.Judged(result),
            page => new PageBody(page, served, result.Options.At).Write(sections, result.Unreadable));
    }

    private static PageSection Section(List<JudgedSubject> subjects, ValidationOptions options, ServedCertificates served)
    {
        var isOpen = subjects.Exists(subject => subject.Unknowns.Count > 0);
        var found = subjects.SelectMany(subject => subject.All).ToList();
        var causes = subjects.SelectMany(subject => subject.Findings)
            .Where(finding => finding.Severity > Severity.Info)
            .Select(finding => finding.Rule.Code)
            .Distinct();
        return new PageSection(
            subjects[0].Configuration is null ? subjects[0].Resource.ToString() : FindingText.Title(subjects[0]),
            found.Select(finding => finding.Severity).DefaultIfEmpty().Max() switch
            {
                Severity.Error => "error",
                Severity.Warning => "warning",
                _ => isOpen ? "unknown" : "sound",
            },
            found.Count == 0 && isOpen ? "not everything could be judged" : SeverityWords.Totals(found),
            [.. causes],
            subjects[0].Configuration,
            [.. TrustChains.Of(subjects, served, options.At)],
            page => subjects.ForEach(subject => FindingHtml.Write(page, subject, options)));
    }
}

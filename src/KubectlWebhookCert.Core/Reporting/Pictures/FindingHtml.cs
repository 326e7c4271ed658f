using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>A finding with its evidence, the API server's words and what mends it; what follows from it below.</summary>
internal static class FindingHtml
{
    /// <summary>Everything that was found about one subject.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="options">How it was judged.</param>
    public static void Write(Markup page, JudgedSubject subject, ValidationOptions options)
    {
        page.Open("div", new MarkupAttribute("class", "subject"));
        WriteNames(page, subject);
        var entry = new JudgedEntry(subject, subject.Webhooks.Count > 0 ? subject.Webhooks[0] : null);
        foreach (var finding in subject.Findings)
        {
            Write(page, finding, entry, options);
        }

        foreach (var unknown in subject.Unknowns)
        {
            page.Open("p", new MarkupAttribute("class", "unknown")).Element("b", "?").Text($" Not judged: {unknown.Why} (");
            foreach (var (index, code) in unknown.Codes.Index())
            {
                page.Text(index == 0 ? string.Empty : ", ").Element("code", code);
            }

            page.Text(")").Close();
        }

        if (subject.Findings.Count == 0 && subject.Unknowns.Count == 0)
        {
            page.Element("p", "Nothing found.", new MarkupAttribute("class", "sound"));
        }

        page.Close();
    }

    private static void WriteNames(Markup page, JudgedSubject subject)
    {
        string[] names = subject.Configuration is null
            ? [subject.Field]
            : [.. subject.Webhooks.Select(webhook => webhook.Name).Where(name => name != subject.Resource.Name)];
        if (names is [] or [""])
        {
            return;
        }

        page.Open("p", new MarkupAttribute("class", "names"))
            .Text(subject.Configuration is null ? "Key " : names.Length == 1 ? "Webhook " : "Webhooks ");
        foreach (var (index, name) in names.Index())
        {
            page.Text(index == 0 ? string.Empty : ", ").Element("code", name);
        }

        page.Close();
    }

    private static void Write(Markup page, Finding finding, JudgedEntry entry, ValidationOptions options)
    {
        var (fault, severity) = (finding.Fault, finding.Severity.Word());
        page.Open("article", new MarkupAttribute("class", $"finding {severity}"))
            .Open("h4").Element("span", severity, new MarkupAttribute("class", "severity")).Text(" ").Element("code", finding.Rule.Code).Close()
            .Element("p", fault.Message, new MarkupAttribute("class", "message"));
        if (entry.MessageOf(finding, options) is { } message)
        {
            WriteBlock(page, finding.IsReported ? "The API server says" : "The API server would say next", message, "said");
        }

        if (fault.Fix is { } fix)
        {
            WriteBlock(page, "What mends it", fix, "fix");
        }

        page.Open("dl").Element("dt", "in").Element("dd", FindingText.Place(entry.Subject, finding));
        foreach (var (name, value) in fault.Evidence)
        {
            page.Element("dt", name).Open("dd").Lines(value).Close();
        }

        page.Close();
        if (finding.Consequences.Count > 0)
        {
            page.Open("div", new MarkupAttribute("class", "follows")).Element("p", "From this follows", new MarkupAttribute("class", "label"));
            foreach (var consequence in finding.Consequences)
            {
                Write(page, consequence, entry, options);
            }

            page.Close();
        }

        page.Close();
    }

    private static void WriteBlock(Markup page, string label, string text, string style) =>
        page.Element("p", label, new MarkupAttribute("class", "label")).Open("pre", new MarkupAttribute("class", style)).Lines(text).Close();
}

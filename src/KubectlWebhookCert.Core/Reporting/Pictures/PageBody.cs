using System.Globalization;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>What a page has below its header: an overview, the time line, a section for each object, what could not be read.</summary>
/// <param name="page">Where to.</param>
/// <param name="served">What endpoints serve, as far as they were asked.</param>
/// <param name="now">UTC.</param>
internal sealed class PageBody(Markup page, ServedCertificates served, DateTimeOffset now)
{
    private const int FewSections = 3; // so few are shown unfolded even where nothing is wrong

    /// <summary>Writes it.</summary>
    /// <param name="sections">The objects.</param>
    /// <param name="unreadable">What was refused.</param>
    public void Write(IReadOnlyList<PageSection> sections, ValueList<Unreadable> unreadable)
    {
        if (sections.Count > 1)
        {
            WriteOverview(sections);
        }

        WriteTimeline(TimedCertificate.Of(sections.Select(section => section.Configuration).OfType<WebhookConfiguration>(), served));
        if (sections.Count == 0)
        {
            page.Element("p", "No webhooks found.");
        }
        else
        {
            WriteChains(sections);
        }

        WriteUnreadable(unreadable);
    }

    private void WriteChains(IReadOnlyList<PageSection> sections)
    {
        OpenSection("Trust chains");
        WriteLegend();
        foreach (var (index, section) in sections.Index())
        {
            WriteSection(section, Anchor(index), section.State != "sound" || sections.Count <= FewSections);
        }

        page.Close();
    }

    private static string Anchor(int index) => string.Create(CultureInfo.InvariantCulture, $"s{index + 1}");

    private Markup OpenSection(string heading) => page.Open("section").Element("h2", heading);

    private void WriteOverview(IReadOnlyList<PageSection> sections)
    {
        var hasCauses = sections.Any(section => section.Causes.Count > 0);
        var hasWebhooks = sections.Any(section => section.Configuration is not null);
        OpenSection("Overview")
            .OpenRegion("table", "Overview")
            .Open("table").Open("thead").Open("tr");
        string[] heads =
        [
            "Object",
            .. hasWebhooks ? ["Webhooks"] : Array.Empty<string>(),
            "Found",
            .. hasCauses ? ["Root cause"] : Array.Empty<string>(),
            .. hasWebhooks ? ["First certificate to end"] : Array.Empty<string>(),
        ];
        foreach (var head in heads)
        {
            page.Element("th", head, new MarkupAttribute("scope", "col"));
        }

        page.Close().Close().Open("tbody");
        foreach (var (index, section) in sections.Index())
        {
            page.Open("tr", new MarkupAttribute("class", section.State))
                .Open("td").Element("a", section.Title, new MarkupAttribute("href", $"#{Anchor(index)}")).Close();
            if (hasWebhooks)
            {
                page.Element("td", section.Configuration?.Webhooks.Count.ToString(CultureInfo.InvariantCulture) ?? string.Empty);
            }

            page.Element("td", section.Found, new MarkupAttribute("class", "found"));
            if (hasCauses)
            {
                page.Open("td");
                foreach (var code in section.Causes)
                {
                    page.Element("code", code).Text(" ");
                }

                page.Close();
            }

            if (hasWebhooks)
            {
                page.Element("td", FirstEnd(section));
            }

            page.Close();
        }

        page.Close().Close().Close().Close();
    }

    private string FirstEnd(PageSection section) =>
        section.Configuration is { } configuration && TimedCertificate.Of([configuration], served) is [var first, ..]
            ? CertificateWords.Validity(first.Certificate, now)
            : string.Empty;

    private void WriteTimeline(List<TimedCertificate> certificates)
    {
        if (certificates.Count == 0)
        {
            return;
        }

        OpenSection("When the certificates end")
            .Element("p", "The first to end is on top. Not to scale: the nearer, the wider.", new MarkupAttribute("class", "note"));
        ExpiryTimeline.Write(page, certificates, now);
        page.Close();
    }

    private void WriteLegend()
    {
        page.Open("p", new MarkupAttribute("class", "legend"));
        WriteSign("error", "×", "broken");
        WriteSign("warning", "!", "may break, or hides that it is broken");
        WriteSign("unknown", "?", "dotted: not known");
        page.Close();
    }

    private void WriteSign(string style, string sign, string words) =>
        page.Open("span", new MarkupAttribute("class", style)).Element("b", sign).Text($" {words}").Close();

    private void WriteSection(PageSection section, string anchor, bool isOpen)
    {
        page.Open("details", new("class", $"card {section.State}"), new("id", anchor), new("open", isOpen ? "open" : null))
            .Open("summary").Element("h3", section.Title).Element("span", section.Found, new MarkupAttribute("class", "found")).Close();
        if (section.Configuration is { } owned)
        {
            page.Element(
                "p",
                string.Join(", ", owned.Keepers.Select(keeper => $"kept by {keeper.Name}").Prepend($"Owner {owned.Owner.Name}")),
                new MarkupAttribute("class", "note"));
        }

        foreach (var (index, chain) in section.Chains.Index())
        {
            ChainPicture.Write(page, chain, string.Create(CultureInfo.InvariantCulture, $"{anchor}-{index + 1}"));
        }

        section.WriteFindings(page);
        if (section.Configuration is { } configuration)
        {
            ChainWordsHtml.Write(page, configuration, served, now);
        }

        page.Close();
    }

    private void WriteUnreadable(ValueList<Unreadable> unreadable)
    {
        if (unreadable.Count == 0)
        {
            return;
        }

        OpenSection("Not read").Open("ul", new MarkupAttribute("class", "plain"));
        foreach (var line in UnreadableNotes.Format(unreadable).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            page.Element("li", line);
        }

        page.Close().Close();
    }
}

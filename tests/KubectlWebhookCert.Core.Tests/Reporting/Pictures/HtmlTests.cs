using System.Text.RegularExpressions;
using System.Xml.Linq;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Reporting.Pictures;

/// <summary>The pages, as a parser sees them. What a browser sees: the tests of the command.</summary>
public sealed partial class HtmlTests
{
    private static readonly string[] ForeignElements = ["script", "iframe", "object", "embed", "img", "link", "base", "form", "input", "foreignObject", "image", "use"];

    [Fact]
    public void A_page_is_well_formed_and_holds_nothing_that_runs_or_is_fetched() => Assert.All(Pages(), text =>
    {
        var page = Parse(text);

        Assert.DoesNotContain(page.Descendants(), element => ForeignElements.Contains(element.Name.LocalName));
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.All(
            page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "href" or "src" or "action" or "style"),
            attribute => Assert.Matches("^#s[0-9]+$", attribute.Value));
        Assert.DoesNotMatch("url\\(|@import|@font-face", page.Descendants().Single(element => element.Name.LocalName == "style").Value);
    });

    [Fact]
    public void Every_id_is_there_once_and_every_reference_leads_to_one() => Assert.All(Pages(), text =>
    {
        var page = Parse(text);
        var ids = page.Descendants().Select(element => (string?)element.Attribute("id")).OfType<string>().ToList();

        Assert.Equal(ids.Distinct(), ids);
        Assert.All(page.Descendants().Attributes("href"), link => Assert.Contains(link.Value[1..], ids));
        Assert.All(page.Descendants().Attributes("aria-labelledby"), label => Assert.All(label.Value.Split(' '), id => Assert.Contains(id, ids)));
    });

    [Fact]
    public void Every_picture_has_a_title_and_says_in_words_what_it_shows() => Assert.All(Pages(), text => Assert.All(
        Parse(text).Descendants().Where(element => element.Name.LocalName == "svg"),
        picture =>
        {
            Assert.Equal("img", (string?)picture.Attribute("role"));
            Assert.Equal(["title", "desc"], picture.Elements().Take(2).Select(element => element.Name.LocalName));
            Assert.All(picture.Elements().Take(2), element => Assert.NotEmpty(element.Value));
        }));

    [Fact]
    public void What_is_broken_is_said_in_the_picture_and_in_its_description()
    {
        var picture = Parse(ValidationHtml.Format(Results.Mixed(), ServedCertificates.None)).Descendants()
            .First(element => element.Name.LocalName == "svg" && (string?)element.Attribute("class") == "chain");

        Assert.Contains("san-mismatch", picture.Elements().Where(element => element.Name.LocalName == "g").Descendants().Select(element => element.Value));
        Assert.Contains("verifies Stored certificate for old.web.svc, error san-mismatch, error ca-mismatch.", picture.Elements().ElementAt(1).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_has_its_severity_evidence_words_and_fix()
    {
        var finding = Parse(ValidationHtml.Format(Results.Mixed(), ServedCertificates.None)).Descendants().First(element => element.Name.LocalName == "article");

        Assert.Equal("error san-mismatch", finding.Elements().First().Value);
        Assert.Contains("kubectl webhook-cert rotate mutatingwebhookconfiguration/guard", finding.Elements().Select(element => element.Value));
        Assert.Contains(finding.Elements(), element => element.Value.Contains("failed calling webhook \"a.example.com\"", StringComparison.Ordinal));
        Assert.Contains(finding.Elements(), element => element.Value.Contains("old.web.svc", StringComparison.Ordinal));
        Assert.Contains(finding.Descendants(), element => element.Value == "ca-mismatch");
    }

    [Fact]
    public void Hostile_text_stays_text()
    {
        var text = InspectionHtml.Format(HostileInventory(), ServedCertificates.None, Judged.Now);
        var shown = Parse(text).Descendants().Select(element => element.Value).ToList();

        Assert.Contains(shown, value => value.Contains(Printable.Escape(Results.Hostile), StringComparison.Ordinal));
        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\u202e", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_found_is_a_page_too()
    {
        var page = Parse(InspectionHtml.Format(new Inventory([], []), ServedCertificates.None, Judged.Now));

        Assert.Contains(page.Descendants(), element => element.Value == "No webhooks found.");
    }

    [Fact]
    public void No_private_key_is_in_a_page() => Assert.All(Pages(), text => Assert.DoesNotMatch(Key(), text));

    private static IEnumerable<string> Pages()
    {
        var hostile = HostileInventory();
        var mixed = Results.Mixed();
        yield return ValidationHtml.Format(mixed, ServedCertificates.None);
        yield return InspectionHtml.Format(hostile, ServedCertificates.None, Judged.Now);
        foreach (var cluster in HealthyClusters.ByOwner.Values)
        {
            yield return ValidationHtml.Format(Judged.Of(cluster()).Result, ServedCertificates.None);
            yield return InspectionHtml.Format(cluster().Inspect(new Target.Everything()), ServedCertificates.None, Judged.Now);
        }
    }

    private static Inventory HostileInventory() => new FakeCluster(
        Make.Mutating(Results.Hostile, Make.Entry(Results.Hostile, $"web/{Results.Hostile}", "Cg==", path: "/a")),
        Make.Service("web", Results.Hostile, "app=hook")).Inspect(new Target.Everything());

    private static XElement Parse(string page) => XDocument.Parse(page, LoadOptions.PreserveWhitespace).Root!;

    [GeneratedRegex("PRIVATE KEY|LS0tLS1CRUdJTi")]
    private static partial Regex Key();
}

using System.Xml.Linq;
using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Reporting;

public sealed class ValidationJunitTests
{
    [Theory]
    [InlineData(Severity.Error, 2, 1)]
    [InlineData(Severity.Warning, 3, 1)]
    [InlineData(Severity.Info, 3, 1)]
    public void The_counts_are_those_of_the_cases(Severity failOn, int failures, int skipped)
    {
        var root = XDocument.Parse(ValidationJunit.Format(Results.Mixed(), failOn)).Root!;
        var cases = root.Descendants("testcase").ToList();

        Assert.Equal((5, failures, skipped), Counts(root));
        Assert.Equal(5, cases.Count);
        Assert.Equal(failures, cases.Count(one => one.Elements("failure").Any()));
        Assert.Equal(skipped, cases.Count(one => one.Elements("skipped").Any()));
        Assert.All(root.Elements("testsuite"), suite => Assert.Equal(suite.Elements("testcase").Count(), Counts(suite).Tests));
        Assert.Equal(failures, root.Elements("testsuite").Sum(suite => Counts(suite).Failures));
    }

    [Fact]
    public void The_first_failure_is_the_root_cause_and_milder_findings_are_output()
    {
        var first = XDocument.Parse(ValidationJunit.Format(Results.Mixed(), Severity.Error)).Descendants("testcase").First();

        Assert.Equal(["san-mismatch", "ca-mismatch"], first.Elements("failure").Select(failure => (string?)failure.Attribute("type")));
        Assert.Equal(
            "warning owner-conflict: two writers\ninfo failures-hidden: failures are ignored", (string?)first.Element("system-out"));
    }

    [Fact]
    public void Hostile_text_arrives_with_its_control_characters_written_out()
    {
        var failure = XDocument.Parse(ValidationJunit.Format(Results.Mixed(), Severity.Warning)).Descendants("failure").Last();

        Assert.Equal(Printable.Escape(Results.Hostile), (string?)failure.Attribute("message"));
        Assert.Contains($"CA: {Printable.Escape(Results.Hostile)}\n", failure.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\ufffe", "\\ufffe")]
    [InlineData("\U0001f600", "\U0001f600")]
    [InlineData("]]>\0", "]]&gt;\\u0000")]
    [InlineData("two\nlines", "two\nlines")]
    public void What_xml_cannot_hold_is_written_out(string text, string expected) => Assert.Equal(expected, XmlText.Escape(text));

    // an attribute's argument cannot hold one
    [Fact]
    public void A_lone_surrogate_is_replaced() => Assert.Equal("a\ufffdb", XmlText.Escape("a" + (char)0xd800 + "b"));

    private static (int Tests, int Failures, int Skipped) Counts(XElement element) =>
        ((int)element.Attribute("tests")!, (int)element.Attribute("failures")!, (int)element.Attribute("skipped")!);
}

using System.Text.RegularExpressions;
using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Reporting.Pictures;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Reporting.Pictures;

public sealed partial class MermaidTests
{
    [Theory]
    [InlineData("web/hook-tls, tls.crt (10.0.0.1:9443)", "web/hook-tls, tls.crt (10.0.0.1:9443)")]
    [InlineData("a\"b", "a#34;b")]
    [InlineData("a]b[c{d}", "a#93;b#91;c#123;d#125;")]
    [InlineData("<script>alert(1)</script>", "#60;script#62;alert(1)#60;/script#62;")]
    [InlineData("a|b", "a#124;b")]
    [InlineData("two\nlines", "two#92;u000alines")]
    [InlineData("#35;", "#35;35#59;")]
    [InlineData("&lt;", "#38;lt#59;")]
    [InlineData("%%{init: {}}%%", "#37;#37;#123;init: #123;#125;#125;#37;#37;")]
    [InlineData("`*_~$\\", "#96;#42;#95;#126;#36;#92;")]
    [InlineData("1. one", "1#46; one")]
    [InlineData("Spark Operator 2.x?", "Spark Operator 2.x?")]
    [InlineData("sha256:0a1b…", "sha256:0a1b…")]
    [InlineData("- one", "#45; one")]
    [InlineData("\u202ea", "#92;u202ea")]
    [InlineData("Zertifikat für 証明書", "Zertifikat für 証明書")]
    [InlineData("\U0001f600", "#128512;")]
    public void Text_is_shown_and_is_never_syntax(string text, string expected) => Assert.Equal(expected, MermaidText.Escape(text));

    [Fact]
    public void Every_line_is_one_that_a_flowchart_has()
    {
        var charts = Chains.Shapes().Select(chain => MermaidFlowchart.Format("title", [chain])).Append(ValidationMermaid.Format(Results.Mixed(), ServedCertificates.None));

        Assert.All(charts, chart => Assert.All(chart.TrimEnd('\n').Split('\n'), line => Assert.Matches(Line(), line)));
    }

    [Fact]
    public void What_chains_share_is_drawn_once_and_every_link_leads_to_a_node()
    {
        var chart = ValidationMermaid.Format(Results.Mixed(), ServedCertificates.None);
        var nodes = Node().Matches(chart).Select(match => match.Groups[1].Value).ToList();
        var ends = Link().Matches(chart).SelectMany(match => new[] { match.Groups[1].Value, match.Groups[2].Value }).ToList();

        Assert.Equal(nodes.Distinct(), nodes);
        Assert.Subset(nodes.ToHashSet(), ends.ToHashSet());
        Assert.Single(Service().Matches(chart));
    }

    [Fact]
    public void A_broken_link_ends_in_a_cross_with_the_code() => Assert.Contains(
        "--x|\"verifies<br/>error san-mismatch<br/>error ca-mismatch\"|", ValidationMermaid.Format(Results.Mixed(), ServedCertificates.None), StringComparison.Ordinal);

    private const string Label = "\"[^\"<>`{}|\\[\\]]*(<br/>[^\"<>`{}|\\[\\]]*)*\"";

    [GeneratedRegex(
        "^(flowchart (TD|LR)|    accTitle: [^\"<>`{}|]+|    n[0-9]+\\[" + Label + "\\]|    n[0-9]+ (-->|-\\.->|==>|--x)\\|" + Label + "\\| n[0-9]+"
        + "|    classDef [a-z]+ [a-z0-9:#, -]+|    class n[0-9]+ [a-z]+|    linkStyle [0-9]+ [a-z0-9:#, -]+)$")]
    private static partial Regex Line();

    [GeneratedRegex("^    (n[0-9]+)\\[", RegexOptions.Multiline)]
    private static partial Regex Node();

    [GeneratedRegex("^    (n[0-9]+) [-=.>x]+\\|.*\\| (n[0-9]+)$", RegexOptions.Multiline)]
    private static partial Regex Link();

    [GeneratedRegex("\\[\"Service<br/>")]
    private static partial Regex Service();
}

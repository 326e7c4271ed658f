using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Reporting;

public sealed class InspectionMarkdownTests
{
    [Fact]
    public void Webhooks_of_which_the_same_can_be_said_stand_together()
    {
        var ca = Issued.Ca("CN=hook-ca");
        var text = Format(new FakeCluster(Make.Mutating(
            "guard",
            Make.Entry("a.example.com", "web/hook", ca.Base64, path: "/a"),
            Make.Entry("b.example.com", "web/hook", ca.Base64, path: "/b"))));

        Assert.Contains("\nWebhooks `a.example.com`, `b.example.com`: ", text, StringComparison.Ordinal);
        Assert.Contains("- **calls** `https://hook.web.svc:443/a`: Service web/hook does not exist\n  - `https://hook.web.svc:443/b`", text, StringComparison.Ordinal);
        Assert.Single(text.Split('\n'), line => line.StartsWith("- **trusts** `CA CN=hook-ca`: sha256:", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_are_never_markup()
    {
        var text = Format(new FakeCluster(
            Make.Mutating(Results.Hostile, Make.Entry(Results.Hostile, $"web/{Results.Hostile}", "Cg==", path: "/a"))));

        Assert.DoesNotContain("\u001b", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n').Where(line => line.Contains("<script>", StringComparison.Ordinal)), line => Assert.Matches("``[^\n]*<script>[^\n]*``", line));
    }

    private static string Format(FakeCluster cluster) =>
        InspectionMarkdown.Format(cluster.Inspect(new Target.Everything()), ServedCertificates.None, Judged.Now);
}

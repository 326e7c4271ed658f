using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Served;

/// <summary>served-wrong-name: what is served is valid for another name.</summary>
public sealed class ServedWrongNameTests
{
    private const string Code = "served-wrong-name";

    private static readonly Hook Two = Serving.Replicas(Hook.Healthy, "2026-05-01T10:00:00Z");
    private static readonly Issued Stored = Hook.Healthy.StoredLeaf;
    private static readonly Issued Renamed = Hook.Healthy.Ca.Leaf("CN=hook", 3, 4, null, "old-hook.web.svc");

    [Fact]
    public void It_names_both_names_and_who_serves_it()
    {
        var finding = Serving.Judge(Two, Serving.Presents(Renamed), Serving.Presents(Stored)).Finding(Code);

        Assert.Equal((Severity.Error, true), (finding.Severity, finding.IsReported));
        Assert.Equal("pod hook-5d4f8c7b9-x serves a certificate for old-hook.web.svc, and the webhook is called as hook.web.svc", finding.Fault.Message);
        Assert.Equal(
            "tls: failed to verify certificate: x509: certificate is valid for old-hook.web.svc, not hook.web.svc", finding.Fault.ApiServerText);
    }

    [Fact]
    public void The_right_name_is_no_matter() => Assert.DoesNotContain(Code, Serving.Judge(Two, Serving.Presents(Stored), Serving.Presents(Stored)).Codes);

    [Fact]
    public void Where_the_same_is_stored_that_is_the_cause() => Assert.StartsWith(
        "san-mismatch[served-wrong-name",
        Serving.Tree(Serving.Judge(Two with { Leaf = Renamed }, Serving.Presents(Renamed), Serving.Presents(Renamed))),
        StringComparison.Ordinal);

    [Fact]
    public void A_pod_from_before_the_secret_was_mended_serves_the_old_name() => Assert.StartsWith(
        "pod-serves-old-certificate[",
        Serving.Tree(Serving.Judge(Serving.Replicas(Hook.Healthy), Serving.Presents(Renamed), Serving.Presents(Stored))),
        StringComparison.Ordinal);
}

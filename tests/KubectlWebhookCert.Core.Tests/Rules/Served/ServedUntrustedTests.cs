using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Served;

/// <summary>served-untrusted: with the webhook's bundle the API server does not take what is served.</summary>
public sealed class ServedUntrustedTests
{
    private const string Code = "served-untrusted";
    private const string Past =
        "tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-06-01T12:00:00Z is after 2026-05-31T12:00:00Z";

    private static readonly Hook Two = Serving.Replicas(Hook.Healthy, "2026-05-01T10:00:00Z");
    private static readonly Issued Stored = Hook.Healthy.StoredLeaf;

    [Fact]
    public void An_expired_certificate_is_refused_in_the_api_servers_words_and_reported()
    {
        var finding = Serving.Judge(Two, Serving.Presents(Serving.Expired(Hook.Healthy)), Serving.Presents(Stored)).Finding(Code);

        Assert.Equal((Severity.Error, true, Past), (finding.Severity, finding.IsReported, finding.Fault.ApiServerText));
        Assert.Equal(
            "pod hook-5d4f8c7b9-x serves a certificate that the API server refuses: CN=hook expired on 2026-05-31T12:00:00Z", finding.Fault.Message);
        Assert.Equal("kubectl rollout restart deployment/hook -n web", finding.Fault.Fix);
    }

    [Fact]
    public void What_a_stranger_has_issued_is_refused()
    {
        var stranger = Issued.Ca("CN=other-ca", 4).Leaf("CN=hook", 5, 4, null, Hook.ServerName);

        Assert.Equal(
            "pods hook-5d4f8c7b9-x, hook-5d4f8c7b9-y serve a certificate that the API server refuses: the CA bundle does not trust its issuer CN=other-ca",
            Serving.Judge(Two, Serving.Presents(stranger), Serving.Presents(stranger)).Finding(Code).Fault.Message);
    }

    [Fact]
    public void Where_the_same_is_stored_the_stored_certificate_is_the_cause_and_is_reported()
    {
        var expired = Serving.Expired(Hook.Healthy);
        var judged = Serving.Judge(Two with { Leaf = expired }, Serving.Presents(expired), Serving.Presents(expired));

        Assert.Equal("leaf-expired[served-untrusted]", Serving.Tree(judged));
        Assert.True(judged.Finding("leaf-expired").IsReported);
        Assert.Equal("kubectl webhook-cert rotate validatingwebhookconfiguration/config --restart always", judged.Finding(Code).Fault.Fix);
    }

    [Fact]
    public void What_is_stored_is_not_reported_while_all_serve_what_is_taken()
    {
        var judged = Serving.Judge(Two with { Leaf = Serving.Expired(Hook.Healthy) }, Serving.Presents(Stored), Serving.Presents(Stored));

        Assert.Equal(Severity.Error, judged.Finding("leaf-expired").Severity);
        Assert.DoesNotContain(Code, judged.Codes);
        Assert.DoesNotContain(judged.Result.All, finding => finding.IsReported);
    }

    [Fact]
    public void What_is_taken_is_no_matter() => Assert.DoesNotContain(Code, Serving.Judge(Two, Serving.Presents(Stored), Serving.Presents(Stored)).Codes);

    [Fact]
    public void An_aggregated_api_that_is_not_verified_takes_everything()
    {
        var cluster = new FakeCluster(
            Make.ApiService("v1", "metrics.example.com", "web/hook").With(json => json["spec"]!["insecureSkipTLSVerify"] = true),
            Make.Service("web", "hook", "app=hook"),
            Make.Slice("web", "hook", 9443, null, Make.SliceEndpoint("10.1.0.4", "a")));

        Assert.DoesNotContain(Code, Serving.Judge(cluster, _ => Serving.Presents(Serving.Expired(Hook.Healthy))).Codes);
    }

    [Fact]
    public void Which_roots_the_system_has_is_not_known_for_a_url_without_a_bundle()
    {
        var cluster = new FakeCluster(Make.Validating("config", Make.EntryByUrl("v.example.com", "https://hooks.example.com/")));
        var leaf = Issued.Ca("CN=public-ca", 4).Leaf("CN=hook", 5, 4, null, "hooks.example.com");

        Assert.DoesNotContain(Code, Serving.Judge(cluster, _ => Serving.Presents(leaf)).Codes);
    }

    [Fact]
    public void Nobody_asked_is_no_answer() => Assert.Contains(
        (Code, "2 of 2 endpoints of Service web/hook could not be asked: no permission to create pods/portforward in namespace web"),
        Serving.Judge(Two, Serving.Unasked, Serving.Unasked).Unknowns);
}

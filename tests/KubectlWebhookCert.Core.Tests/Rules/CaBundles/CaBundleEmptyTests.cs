using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.CaBundles;

/// <summary>ca-bundle-empty: no public CA signs the name of a Service.</summary>
public sealed class CaBundleEmptyTests
{
    private const string Code = "ca-bundle-empty";

    private static readonly Hook Empty = Hook.Healthy with { Configuration = configuration => configuration.Bundle(null) };

    [Fact]
    public void A_bundle_that_nobody_filled_is_an_error_in_the_api_servers_words()
    {
        var judged = Judged.Of(Empty);

        Assert.Equal([Code], judged.Alarms);
        var finding = judged.Finding(Code);
        Assert.Equal((Severity.Error, true), (finding.Severity, finding.IsReported));
        Assert.Equal("the CA bundle is empty, and no public CA signs hook.web.svc", finding.Fault.Message);
        Assert.Equal("tls: failed to verify certificate: x509: certificate signed by unknown authority", finding.Fault.ApiServerText);
        Assert.Equal("kubectl webhook-cert adopt validatingwebhookconfiguration/config", finding.Fault.Fix);
    }

    [Fact]
    public void It_says_who_should_have_filled_it()
    {
        var fault = Judged.Of(Empty with
        {
            Configuration = configuration => configuration.Bundle(null).Annotate("cert-manager.io/inject-ca-from-secret", "web/hook-tls"),
        }).Finding(Code).Fault;

        Assert.Contains(new Evidence("to be filled by", "cert-manager's cainjector"), fault.Evidence);
        Assert.Contains(new Evidence("mark", "annotation cert-manager.io/inject-ca-from-secret: web/hook-tls"), fault.Evidence);
        Assert.Equal("kubectl logs -n cert-manager deployment/cert-manager-cainjector", fault.Fix);
    }

    [Fact]
    public void A_webhook_by_url_may_have_a_public_certificate()
    {
        var cluster = new FakeCluster(Make.Validating("config", Make.EntryByUrl("v.example.com", "https://hooks.example.com/validate")));

        Assert.Equal(Severity.Info, Judged.Of(cluster).Finding(Code).Severity);
    }

    [Fact]
    public void An_error_without_a_known_certificate_all_the_same() =>
        Assert.Null(Judged.Of(Empty with { Without = ["Secret"] }).Finding(Code).Fault.ApiServerText);

    [Fact]
    public void A_call_without_verification_needs_none()
    {
        var cluster = new FakeCluster(
            Make.ApiService("v1", "example.com", "web/hook").With(json => json["spec"]!["insecureSkipTLSVerify"] = true));

        Assert.DoesNotContain(Code, Judged.Of(cluster).Codes);
    }

    [Fact]
    public void In_a_manifest_nobody_can_tell()
    {
        var snapshot = new ClusterSnapshot([Make.Validating("config", Make.Entry("v.example.com", "web/hook")).Build()], []);

        var judged = Judged.Of(snapshot);

        Assert.DoesNotContain(Code, judged.Codes);
        Assert.Contains((Code, "the CA bundle is empty in the manifest: it may be filled once that is applied"), judged.Unknowns);
    }
}

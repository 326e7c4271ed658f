using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Secrets;

public sealed class HelmRegeneratesTests
{
    private const string Code = "helm-regenerates";

    private static readonly Hook ByChart = Hook.Healthy with { Secret = secret => secret.InRelease("web", "app") };

    [Fact]
    public void A_chart_that_makes_the_certificate_is_worth_a_word()
    {
        var finding = Judged.Of(ByChart).Finding(Code);

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Equal(
            "the chart makes the certificate in Secret web/hook-tls while it is rendered: an upgrade may make another", finding.Fault.Message);
        Assert.Equal("after each upgrade: kubectl rollout restart deployment/hook -n web", finding.Fault.Fix);
    }

    [Fact]
    public void Another_owner_makes_it_in_another_way() => Assert.DoesNotContain(Code, Judged.Of(Hook.Healthy).Codes);

    [Fact]
    public void Two_revisions_with_two_certificates_are_a_warning()
    {
        var finding = Judged.Of(ByChart with { And = [Revision(1, 3), Revision(2, 2)] }).Finding(Code);

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("Helm rendered another certificate in revision 2 than in revision 1: every upgrade makes a new one", finding.Fault.Message);
    }

    [Fact]
    public void Two_revisions_with_one_certificate_show_that_it_is_kept() =>
        Assert.DoesNotContain(Code, Judged.Of(ByChart with { And = [Revision(1, 2), Revision(2, 2)] }).Codes);

    [Theory]
    [InlineData("2025-12-31T23:59:59Z", Severity.Warning)] // the leaf is valid from the first second of 2026
    [InlineData("2026-01-01T00:00:00Z", Severity.Info)]
    public void Pods_from_before_the_certificate_may_serve_the_one_before(string started, Severity expected) => Assert.Equal(
        expected,
        Judged.Of(ByChart with
        {
            Secret = secret => secret.InRelease("web", "app").WrittenBy("helm", "2026-01-01T00:00:05Z", """{"f:data":{"f:tls.crt":{}}}"""),
            Without = ["Pod"],
            Pods =
            [
                Make.DeploymentPod("web", "hook", "app=hook", Make.PodSpec().Mount("/certs", Make.SecretVolume("hook-tls")))
                    .With(json => json["status"] = new JsonObject { ["startTime"] = started }),
            ],
        }).Finding(Code).Severity);

    private static Manifest Revision(int number, int serial)
    {
        var leaf = Hook.Healthy.Ca.Leaf("CN=hook", 1, serial, null, Hook.ServerName);
        return Rendered.Revision(
            "web", "app", number, "app/1.0.0", Make.Secret("web", "hook-tls", ("tls.crt", leaf.Pem), ("tls.key", leaf.KeyPem)));
    }
}

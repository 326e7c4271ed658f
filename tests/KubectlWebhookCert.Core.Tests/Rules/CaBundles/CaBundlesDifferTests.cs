using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.CaBundles;

/// <summary>ca-bundles-differ: one Service, one certificate, one CA.</summary>
public sealed class CaBundlesDifferTests
{
    private const string Code = "ca-bundles-differ";

    private static readonly Issued Other = Issued.Ca("CN=another-ca", 3);

    [Fact]
    public void A_crd_with_another_ca_is_a_warning_that_lists_who_holds_what()
    {
        var judged = Judged.Of(Hook.Healthy with { And = [Make.Crd("widgets.example.com", "web/hook", Other.Base64)] });

        var finding = judged.Result.All.First(found => found.Rule.Code == Code);
        Assert.Equal((Severity.Warning, "the webhooks of Service web/hook trust different CAs"), (finding.Severity, finding.Fault.Message));
        Assert.Equal(
            [
                new Evidence("ValidatingWebhookConfiguration config, v.example.com", Facts.Short(Hook.Healthy.Ca.Certificate)),
                new Evidence("CustomResourceDefinition widgets.example.com, widgets.example.com", Facts.Short(Other.Certificate)),
            ],
            finding.Fault.Evidence);
    }

    [Fact]
    public void At_the_one_that_fails_it_hangs_under_the_failure()
    {
        var judged = Judged.Of(Hook.Healthy with { And = [Make.Crd("widgets.example.com", "web/hook", Other.Base64)] });

        Assert.Equal([Code], judged.Finding("ca-mismatch").Consequences.Select(consequence => consequence.Rule.Code));
    }

    [Fact]
    public void A_union_beside_its_part_is_a_rotation_under_way() => Assert.All(
        Judged.Of(WithSecond(Other.Pem + Hook.Healthy.Ca.Pem)).Result.All.Where(found => found.Rule.Code == Code),
        finding => Assert.Equal(Severity.Info, finding.Severity));

    [Fact]
    public void The_same_certificates_in_another_order_do_not_differ() => Assert.DoesNotContain(
        Code,
        Judged.Of(WithSecond(Other.Pem + Hook.Healthy.Ca.Pem) with { Bundle = Hook.Healthy.Ca.Pem + "\n" + Other.Pem }).Codes);

    [Fact]
    public void Webhooks_of_another_service_or_port_may_differ() => Assert.DoesNotContain(Code, Judged.Of(Hook.Healthy with
    {
        And =
        [
            Make.Mutating("other-service", Make.Entry("m.example.com", "web/other", Other.Base64)),
            Make.Mutating("other-port", Make.Entry("m.example.com", "web/hook", Other.Base64, 8443)),
        ],
    }).Codes);

    [Fact]
    public void What_is_not_verified_does_not_differ() => Assert.DoesNotContain(Code, Judged.Of(Hook.Healthy with
    {
        And = [Make.ApiService("v1", "example.com", "web/hook").With(json => json["spec"]!["insecureSkipTLSVerify"] = true)],
    }).Codes);

    private static Hook WithSecond(string bundle) => Hook.Healthy with
    {
        And = [Make.Mutating("second", Make.Entry("m.example.com", "web/hook")).Bundle(bundle)],
    };
}

using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.CaBundles;

/// <summary>ca-mismatch: which issuer is wanted, who is trusted, and where the right CA is.</summary>
public sealed class CaMismatchTests
{
    private const string Code = "ca-mismatch";

    private static readonly Issued Other = Issued.Ca("CN=another-ca", 3);

    [Fact]
    public void A_bundle_with_another_ca_is_an_error_and_the_right_one_is_found_in_the_secret()
    {
        var judged = Judged.Of(Hook.Healthy with { Bundle = Other.Pem });

        Assert.Equal([Code], judged.Alarms);
        var finding = judged.Finding(Code);
        Assert.Equal((Severity.Error, true), (finding.Severity, finding.IsReported));
        Assert.Equal("the serving certificate was issued by CN=hook-ca, and the CA bundle trusts CN=another-ca", finding.Fault.Message);
        Assert.Equal("tls: failed to verify certificate: x509: certificate signed by unknown authority", finding.Fault.ApiServerText);
        Assert.Contains(
            new Evidence("its CA", $"{Facts.Short(Hook.Healthy.Ca.Certificate)} is in ca.crt of Secret web/hook-tls"), finding.Fault.Evidence);
        Assert.Equal("clientConfig.caBundle", finding.Fault.Field);
        Assert.Equal("kubectl webhook-cert adopt validatingwebhookconfiguration/config", finding.Fault.Fix);
    }

    [Fact]
    public void The_right_ca_is_found_in_another_configuration()
    {
        var fault = Judged.Of(Hook.Healthy with
        {
            Bundle = Other.Pem,
            Secret = secret => secret.Data("ca.crt", null),
            And = [Make.Mutating("elsewhere", Make.Entry("m.example.com", "web/elsewhere", Hook.Healthy.Ca.Base64))],
        }).Finding(Code).Fault;

        Assert.EndsWith("is in the CA bundle of MutatingWebhookConfiguration elsewhere", fault.Evidence[^1].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_may_know_it() => Assert.Equal(
        new Evidence("its CA", "is in nothing that was read"),
        Judged.Of(Hook.Healthy with { Bundle = Other.Pem, Secret = secret => secret.Data("ca.crt", null) }).Finding(Code).Fault.Evidence[^1]);

    [Fact]
    public void A_self_signed_leaf_is_not_in_the_bundle() => Assert.Equal(
        "the serving certificate is self-signed, and the CA bundle holds others: CN=hook-ca",
        Judged.Of(Hook.Healthy with { Leaf = Issued.SelfSigned("CN=hook", 4, Hook.ServerName) }).Finding(Code).Fault.Message);

    [Fact]
    public void The_leaf_itself_in_the_bundle_is_trusted() =>
        Assert.Empty(Judged.Of(Shaped.Path(path => path[1].Pem, Shaped.Root, Shaped.Leaf)).Alarms);

    [Fact]
    public void The_right_ca_among_others_is_right() =>
        Assert.Empty(Judged.Of(Hook.Healthy with { Bundle = Other.Pem + Hook.Healthy.Ca.Pem }).Alarms);

    [Fact]
    public void A_ca_of_the_same_name_is_another_rules() =>
        Assert.DoesNotContain(Code, Judged.Of(Hook.Healthy with { Bundle = Issued.Ca("CN=hook-ca", 3).Pem }).Codes);

    [Fact]
    public void Without_the_certificate_nobody_can_tell() => Assert.Contains(
        (Code, "no Secret with its certificate was found"),
        Judged.Of(Hook.Healthy with { Without = ["Secret"], PodSpec = _ => Make.PodSpec() }).Unknowns);
}

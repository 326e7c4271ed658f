using System.Security.Cryptography.X509Certificates;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.CaBundles;

/// <summary>ca-not-authorized: who may sign what.</summary>
public sealed class CaNotAuthorizedTests
{
    private const string Code = "ca-not-authorized";

    [Fact]
    public void A_ca_that_is_none_signs_nothing()
    {
        var judged = Judged.Of(Shaped.Path(Shaped.Root with { IsCa = false }, Shaped.Leaf));

        Assert.Equal([Code], judged.Alarms);
        Assert.Equal("the CA CN=hook-ca may not sign certificates: it says CA:FALSE", judged.Finding(Code).Fault.Message);
        Assert.Contains("parent certificate cannot sign this kind of certificate", judged.Finding(Code).Fault.ApiServerText, StringComparison.Ordinal);
        Assert.True(judged.Finding(Code).IsReported);
    }

    [Fact]
    public void So_does_one_that_does_not_say_it_is_one() => Assert.Equal(
        "the CA CN=hook-ca may not sign certificates: it has no basicConstraints",
        Judged.Of(Shaped.Path(Shaped.Root with { IsCa = null }, Shaped.Leaf)).Finding(Code).Fault.Message);

    [Fact]
    public void So_does_one_whose_key_is_for_other_things() => Assert.Equal(
        "the CA CN=hook-ca may not sign certificates: its key usage has no keyCertSign",
        Judged.Of(Shaped.Path(Shaped.Root with { KeyUsage = X509KeyUsageFlags.CrlSign }, Shaped.Leaf)).Finding(Code).Fault.Message);

    [Fact]
    public void Path_length_is_counted() => Assert.Equal(
        "the CA CN=hook-ca allows 0 intermediates below it, and there are more",
        Judged.Of(Shaped.Path(Shaped.Root with { PathLength = 0 }, Shaped.Middle, Shaped.Leaf)).Finding(Code).Fault.Message);

    [Fact]
    public void The_leaf_does_not_count_as_an_intermediate() =>
        Assert.Empty(Judged.Of(Shaped.Path(Shaped.Root with { PathLength = 0 }, Shaped.Leaf)).Alarms);

    [Fact]
    public void Names_are_constrained()
    {
        var finding = Judged.Of(Shaped.Path(Shaped.Root with { PermittedDomain = "example.com" }, Shaped.Leaf)).Finding(Code);

        Assert.StartsWith("a CA may not sign for hook.web.svc: ", finding.Fault.Message, StringComparison.Ordinal);
        Assert.True(finding.IsReported);
    }

    [Fact]
    public void The_self_signed_leaf_of_before_is_not_the_issuer_of_the_next()
    {
        var before = Issued.SelfSigned(string.Empty, 4, Hook.ServerName);

        var judged = Judged.Of(Hook.Healthy with
        {
            Leaf = Issued.SelfSigned(string.Empty, 5, Hook.ServerName),
            Bundle = before.Pem,
            Secret = secret => secret.Data("ca.crt", null),
        });

        Assert.Equal([Code], judged.Alarms);
        Assert.StartsWith(
            $"the CA bundle holds the self-signed certificate sha256 {before.Certificate.Sha256[..12]}, and sha256 ",
            judged.Finding(Code).Fault.Message,
            StringComparison.Ordinal);
        Assert.Equal("kubectl webhook-cert adopt validatingwebhookconfiguration/config", judged.Finding(Code).Fault.Fix);
    }
}

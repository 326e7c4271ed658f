using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.ServingCertificates;

/// <summary>critical-extension: what is critical and unknown is refused.</summary>
public sealed class CriticalExtensionTests
{
    private const string Code = "critical-extension";

    [Fact]
    public void A_leaf_with_one_is_refused()
    {
        var judged = Judged.Of(Shaped.Path(Shaped.Root, Shaped.Leaf with { HasUnknownCritical = true }));

        Assert.Equal([Code], judged.Alarms);
        Assert.Equal(
            "the serving certificate has a critical extension that the API server does not know: 1.3.6.1.4.1.99999.1",
            judged.Finding(Code).Fault.Message);
        Assert.Equal("tls: failed to verify certificate: x509: unhandled critical extension", judged.Finding(Code).Fault.ApiServerText);
    }

    [Fact]
    public void So_is_a_ca()
    {
        var finding = Judged.Of(Shaped.Path(Shaped.Root with { HasUnknownCritical = true }, Shaped.Leaf)).Finding(Code);

        Assert.StartsWith("the CA CN=hook-ca has", finding.Fault.Message, StringComparison.Ordinal);
        Assert.Equal("clientConfig.caBundle", finding.Fault.Field);
    }

    [Fact]
    public void Name_constraints_are_critical_and_known() =>
        Assert.Empty(Judged.Of(Shaped.Path(Shaped.Root with { PermittedDomain = ".svc" }, Shaped.Leaf)).Alarms);
}

using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.Tests.Cluster;

namespace KubectlWebhookCert.Core.Tests.Rules.ServingCertificates;

/// <summary>eku-missing: what lists purposes must list serving, and the finding says which certificate does not.</summary>
public sealed class EkuMissingTests
{
    private const string Code = "eku-missing";

    private static readonly string[] Client = [CertificateDraft.ClientAuthentication];

    [Fact]
    public void A_leaf_for_clients_is_refused()
    {
        var finding = Judged.Of(Shaped.Path(Shaped.Root, Shaped.Leaf with { Purposes = [.. Client, CertificateDraft.CodeSigning] })).Finding(Code);

        Assert.Equal("the serving certificate is for clientAuth, codeSigning only, not for serving", finding.Fault.Message);
        Assert.Equal("tls: failed to verify certificate: x509: certificate specifies an incompatible key usage", finding.Fault.ApiServerText);
        Assert.True(finding.IsReported);
    }

    [Fact]
    public void A_ca_for_clients_bars_its_leaf()
    {
        var finding = Judged.Of(Shaped.Path(Shaped.Root with { Purposes = Client }, Shaped.Leaf)).Finding(Code);

        Assert.Equal("the CA CN=hook-ca is for clientAuth only, not for serving", finding.Fault.Message);
        Assert.Equal("clientConfig.caBundle", finding.Fault.Field);
    }

    [Fact]
    public void An_intermediate_for_clients_bars_its_leaf()
    {
        var finding = Judged.Of(Shaped.Path(Shaped.Root, Shaped.Middle with { Purposes = Client }, Shaped.Leaf)).Finding(Code);

        Assert.Equal("the intermediate CN=hook-intermediate is for clientAuth only, not for serving", finding.Fault.Message);
        Assert.Equal("tls.crt", finding.Fault.Field);
    }

    [Theory]
    [InlineData]
    [InlineData(CertificateDraft.AnyPurpose)]
    [InlineData(CertificateDraft.ServerAuthentication, CertificateDraft.ClientAuthentication)]
    public void Serving_any_or_nothing_will_do(params string[] purposes) =>
        Assert.Empty(Judged.Of(Shaped.Path(Shaped.Root, Shaped.Leaf with { Purposes = purposes })).Alarms);
}

using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Served;

/// <summary>client-certificate-demanded: whether it is offered or demanded is not seen, so it is worth a word only.</summary>
public sealed class ClientCertificateDemandedTests
{
    private const string Code = "client-certificate-demanded";

    private static readonly Hook Two = Serving.Replicas(Hook.Healthy);
    private static readonly Issued Stored = Hook.Healthy.StoredLeaf;

    [Fact]
    public void A_server_that_asks_is_told()
    {
        var finding = Serving.Judge(Two, Serving.Presents(Stored) with { AsksClientCertificate = true }, Serving.Presents(Stored)).Finding(Code);

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Equal("pod hook-5d4f8c7b9-x asks for a client certificate: an API server has one only if it was set up so", finding.Fault.Message);
    }

    [Fact]
    public void A_server_that_does_not_ask_is_not() =>
        Assert.DoesNotContain(Code, Serving.Judge(Two, Serving.Presents(Stored), Serving.Presents(Stored)).Codes);

    [Fact]
    public void For_an_aggregated_api_the_api_server_has_one() => Assert.DoesNotContain(
        Code,
        Serving.Judge(
            new FakeCluster(
                Make.ApiService("v1", "metrics.example.com", "web/hook", Hook.Healthy.Ca.Base64),
                Make.Service("web", "hook", "app=hook"),
                Make.Slice("web", "hook", 9443, null, Make.SliceEndpoint("10.1.0.4", "a"))),
            _ => Serving.Presents(Stored) with { AsksClientCertificate = true }).Codes);
}

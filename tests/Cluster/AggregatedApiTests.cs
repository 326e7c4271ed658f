using System.Net;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>APIServices that a webhook server of the tests stands behind.</summary>
public sealed class AggregatedApiTests(SharedCluster shared) : ClusterTest(shared)
{
    private readonly TestCertificates authority = new("aggregated CA");
    private readonly TestCertificates stranger = new("another CA");

    [Fact]
    public async Task Requests_are_passed_on_and_answered()
    {
        var service = await ServiceAsync();
        await using var server = new WebhookServer(service, authority.Issue(service.ServerName));

        var answer = await ListAsync(service, authority, answer => answer.IsSuccess);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("WidgetList", (string?)answer.Body["kind"]);
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_refused()
    {
        var service = await ServiceAsync();
        await using var server = new WebhookServer(service, authority.Issue(service.ServerName));

        var answer = await ListAsync(service, stranger, answer => answer.Message.Contains("x509", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.EndsWith("x509: certificate signed by unknown authority", answer.Message.TrimEnd(), StringComparison.Ordinal);
    }

    public override async ValueTask DisposeAsync()
    {
        authority.Dispose();
        stranger.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task<MadeService> ServiceAsync()
    {
        ReachingLoopback();
        var service = await Make.ServiceAsync(await Make.NamespaceAsync(Cancelled), "aggregated", Cancelled);
        // Without endpoints the API server would not call; it calls the ClusterIP, whatever stands in them.
        await Make.EndpointsAsync(service, 9443, ["10.0.0.1"], Cancelled);
        return service;
    }

    private async Task<ApiAnswer> ListAsync(MadeService service, TestCertificates trusted, Func<ApiAnswer, bool> isWanted)
    {
        var widgets = await Make.ApiServiceAsync(service, trusted.Pem, Cancelled);
        return await EventuallyAsync(
            () => Cluster.Admin.SendAsync(HttpMethod.Get, widgets.Path("v1", service.Namespace), null, Cancelled), isWanted);
    }
}

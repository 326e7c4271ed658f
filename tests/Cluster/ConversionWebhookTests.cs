namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>CustomResourceDefinitions whose versions a webhook server of the tests converts.</summary>
public sealed class ConversionWebhookTests(SharedCluster shared) : ClusterTest(shared)
{
    private readonly TestCertificates authority = new("conversion CA");
    private readonly TestCertificates stranger = new("another CA");

    [Fact]
    public async Task An_object_is_read_in_the_version_that_it_was_not_stored_in()
    {
        var service = await ServiceAsync();
        await using var server = new WebhookServer(service, authority.Issue(service.ServerName));

        var answer = await ReadConvertedAsync(service, authority, answer => answer.IsSuccess);

        Assert.True(answer.IsSuccess, answer.Message);
        Assert.EndsWith("/v2", (string?)answer.Body["apiVersion"], StringComparison.Ordinal);
        Assert.Equal("kept", (string?)answer.Body["spec"]?["value"]);
        Assert.True(server.RequestCount > 0, "the webhook was never called");
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_refused()
    {
        var service = await ServiceAsync();
        await using var server = new WebhookServer(service, authority.Issue(service.ServerName));

        var answer = await ReadConvertedAsync(service, stranger, answer => answer.Message.Contains("x509", StringComparison.Ordinal));

        Assert.StartsWith("conversion webhook for ", answer.Message, StringComparison.Ordinal);
        Assert.EndsWith("x509: certificate signed by unknown authority", answer.Message, StringComparison.Ordinal);
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
        return await Make.ServiceAsync(await Make.NamespaceAsync(Cancelled), "converter", Cancelled);
    }

    private async Task<ApiAnswer> ReadConvertedAsync(MadeService service, TestCertificates trusted, Func<ApiAnswer, bool> isWanted)
    {
        var widgets = await Make.DefinitionAsync(service, trusted.Pem, Cancelled);
        var stored = $$"""{"apiVersion":"{{widgets.Group}}/v1","kind":"Widget","metadata":{"name":"one"},"spec":{"value":"kept"} }""";
        await EventuallyAsync(
            () => Cluster.Admin.SendAsync(HttpMethod.Post, widgets.Path("v1", service.Namespace), stored, Cancelled),
            answer => answer.IsSuccess);
        return await EventuallyAsync(
            () => Cluster.Admin.SendAsync(HttpMethod.Get, widgets.Path("v2", service.Namespace) + "/one", null, Cancelled), isWanted);
    }
}

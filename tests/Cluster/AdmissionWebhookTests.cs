using System.Net;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>That a webhook server of the tests is to the API server what a real one is.</summary>
public sealed class AdmissionWebhookTests(SharedCluster shared) : ClusterTest(shared)
{
    private readonly TestCertificates authority = new("webhook CA");
    private readonly TestCertificates stranger = new("another CA");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_with_the_right_bundle_is_admitted(bool validating)
    {
        var service = await GuardedServiceAsync();
        await using var server = new WebhookServer(service, authority.Issue(service.ServerName));
        WebhookEntry[] entries = [new(service, authority.Pem)];
        _ = validating ? await Make.ValidatingAsync(entries, Cancelled) : await Make.MutatingAsync(entries, Cancelled);

        var answer = await EventuallyAsync(() => CreateGuardedAsync(service), _ => server.RequestCount > 0);

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.True(server.RequestCount > 0, "the webhook was never called");
    }

    [Fact]
    public async Task A_denial_reaches_the_client()
    {
        var service = await GuardedServiceAsync();
        var denial = new WebhookBehaviour.Deny("not today");
        await using var server = new WebhookServer(service, authority.Issue(service.ServerName)) { Behaviour = denial };
        await Make.ValidatingAsync([new(service, authority.Pem)], Cancelled);

        var answer = await EventuallyAsync(() => CreateGuardedAsync(service), answer => !answer.IsSuccess);

        Assert.Equal("admission webhook \"guard.webhook-cert.test\" denied the request: not today", answer.Message);
    }

    [Fact]
    public async Task A_server_that_takes_too_long_is_given_up()
    {
        var service = await GuardedServiceAsync();
        var slow = new WebhookBehaviour.Delay(TimeSpan.FromSeconds(20));
        await using var server = new WebhookServer(service, authority.Issue(service.ServerName)) { Behaviour = slow };
        await Make.ValidatingAsync([new(service, authority.Pem) { TimeoutSeconds = 1 }], Cancelled);

        var answer = await EventuallyAsync(() => CreateGuardedAsync(service), answer => !answer.IsSuccess);

        Assert.Contains("context deadline exceeded", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_refused()
    {
        var service = await GuardedServiceAsync();
        await using var server = new WebhookServer(service, authority.Issue(service.ServerName));
        await Make.ValidatingAsync([new(service, stranger.Pem)], Cancelled);

        var answer = await EventuallyAsync(() => CreateGuardedAsync(service), answer => !answer.IsSuccess);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.EndsWith("x509: certificate signed by unknown authority", answer.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.RequestCount);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused()
    {
        var service = await GuardedServiceAsync();
        await using var server = new WebhookServer(service, authority.Issue("old.default.svc"));
        await Make.ValidatingAsync([new(service, authority.Pem)], Cancelled);

        var answer = await EventuallyAsync(() => CreateGuardedAsync(service), answer => !answer.IsSuccess);

        var expected = $"x509: certificate is valid for old.default.svc, not {service.ServerName}";
        Assert.EndsWith(expected, answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Intermediates_are_served_with_the_leaf()
    {
        using var intermediate = authority.Intermediate("webhook intermediate CA");
        var service = await GuardedServiceAsync();
        await using var server = new WebhookServer(service, intermediate.Issue(service.ServerName));
        await Make.ValidatingAsync([new(service, authority.Pem)], Cancelled);

        var answer = await EventuallyAsync(() => CreateGuardedAsync(service), _ => server.RequestCount > 0);

        Assert.Equal(HttpStatusCode.Created, answer.Status);
    }

    [Fact]
    public async Task A_swapped_certificate_is_seen_by_new_connections_only()
    {
        var service = await GuardedServiceAsync();
        await using var server = new WebhookServer(service, authority.Issue(service.ServerName));
        await Make.ValidatingAsync([new(service, authority.Pem)], Cancelled);
        await EventuallyAsync(() => CreateGuardedAsync(service), _ => server.RequestCount > 0);

        server.Swap(stranger.Issue(service.ServerName));
        var onOpenConnection = await CreateGuardedAsync(service);
        var handshakes = server.HandshakeCount;
        server.DropConnections();
        var onNewConnection = await EventuallyAsync(() => CreateGuardedAsync(service), answer => !answer.IsSuccess);

        Assert.Equal(HttpStatusCode.Created, onOpenConnection.Status);
        Assert.Equal(1, handshakes);
        Assert.EndsWith("x509: certificate signed by unknown authority", onNewConnection.Message, StringComparison.Ordinal);
    }

    public override async ValueTask DisposeAsync()
    {
        authority.Dispose();
        stranger.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task<MadeService> GuardedServiceAsync()
    {
        ReachingLoopback();
        return await Make.ServiceAsync(await Make.NamespaceAsync(Cancelled), "hook", Cancelled);
    }

    private Task<ApiAnswer> CreateGuardedAsync(MadeService service) => GuardedRequest.SendAsync(Cluster.Admin, service.Namespace, Cancelled);
}

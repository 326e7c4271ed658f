namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// Admission requests of both kinds side by side, at a rate, until it is stopped: those that make the API server open a new connection to
/// the webhook server each time, and those on kept ones.
/// </summary>
/// <remarks>
/// The kind is a label of the object, by which one of two webhooks is called. They differ in their path: the API server keeps the
/// connections of either apart, and the server closes those of one after each answer. The servers must <see cref="WebhookBehaviour.Tell"/>.
/// </remarks>
internal sealed class AdmissionLoad : IAsyncDisposable
{
    private const int NewInFlight = 4;
    private const int KeptInFlight = 2; // each one at the same time has a connection of its own, which is a new one at first

    private readonly AdmissionSender onNew;
    private readonly AdmissionSender onKept;

    private AdmissionLoad(ApiClient client, string @namespace, int perSecond)
    {
        onNew = new AdmissionSender(client, @namespace, ConnectionUse.New, perSecond, NewInFlight);
        onKept = new AdmissionSender(client, @namespace, ConnectionUse.Kept, perSecond, KeptInFlight);
    }

    /// <summary>So far.</summary>
    public LoadResult Result => new(onNew.Tally, onKept.Tally);

    /// <summary>The two webhooks of a configuration that the requests are for.</summary>
    public static IReadOnlyList<WebhookEntry> Webhooks(MadeService service, string? caBundlePem) =>
    [
        new(service, caBundlePem)
        {
            Name = "new.webhook-cert.test",
            Path = WebhookServer.OncePath,
            ObjectLabels = AdmissionSender.Labels(ConnectionUse.New),
        },
        new(service, caBundlePem) { Name = "kept.webhook-cert.test", ObjectLabels = AdmissionSender.Labels(ConnectionUse.Kept) },
    ];

    /// <summary>Starts once the API server calls both webhooks.</summary>
    /// <param name="client">Who sends.</param>
    /// <param name="namespace">That of the webhooks' Service.</param>
    /// <param name="perSecond">Requests of each kind.</param>
    /// <param name="cancellationToken">Ends the wait for the start.</param>
    /// <exception cref="InvalidOperationException">The webhooks are not called.</exception>
    public static async Task<AdmissionLoad> StartAsync(
        ApiClient client, string @namespace, int perSecond, CancellationToken cancellationToken)
    {
        await UntilCalledAsync(client, @namespace, ConnectionUse.New, cancellationToken);
        await UntilCalledAsync(client, @namespace, ConnectionUse.Kept, cancellationToken);
        await OpenKeptAsync(client, @namespace, cancellationToken);
        return new AdmissionLoad(client, @namespace, perSecond);
    }

    /// <summary>Ends it; what is under way still counts.</summary>
    public async Task<LoadResult> StopAsync()
    {
        var tallies = await Task.WhenAll(onNew.StopAsync(), onKept.StopAsync());
        return new LoadResult(tallies[0], tallies[1]);
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    // A connection that is opened later, when two requests happen to be under way, is a new one.
    private static async Task OpenKeptAsync(ApiClient client, string @namespace, CancellationToken cancellationToken)
    {
        for (var round = 0; round < 10; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 2 * KeptInFlight)
                .Select(_ => AdmissionSender.SendAsync(client, @namespace, ConnectionUse.Kept, cancellationToken)));
        }
    }

    private static async Task UntilCalledAsync(
        ApiClient client, string @namespace, ConnectionUse use, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var answer = await AdmissionSender.SendAsync(client, @namespace, use, cancellationToken);
            if (answer.IsSuccess && WebhookBehaviour.Tell.Ordinal(answer.Warnings) is not null)
            {
                return;
            }
            if (attempt == 200)
            {
                throw new InvalidOperationException($"the webhook is not called: {answer.Message}");
            }
            await Task.Delay(50, cancellationToken);
        }
    }
}

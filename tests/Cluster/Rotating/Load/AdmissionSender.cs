using System.Diagnostics;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Sends admission requests of one kind at a rate, until it is stopped.</summary>
/// <remarks>Who is late sends at once: after a stall the rate is made up for, and no request is left out.</remarks>
internal sealed class AdmissionSender
{
    private const double Held = 0.98; // what is under way is not counted yet

    private static readonly TimeSpan MostMakingUp = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly ApiClient client;
    private readonly string @namespace;
    private readonly string configMap;
    private readonly int perSecond;
    private readonly Task[] workers;
    private LoadTally tally = LoadTally.None;
    private volatile bool isStopping;
    private int taken;

    /// <param name="client">Who sends.</param>
    /// <param name="namespace">That of the webhook's Service.</param>
    /// <param name="use">The kind.</param>
    /// <param name="perSecond">How many requests.</param>
    /// <param name="inFlight">At most so many at the same time.</param>
    public AdmissionSender(ApiClient client, string @namespace, ConnectionUse use, int perSecond, int inFlight)
    {
        this.client = client;
        this.@namespace = @namespace;
        this.perSecond = perSecond;
        configMap = ConfigMap(use);
        workers = [.. Enumerable.Range(0, inFlight).Select(_ => Task.Run(WorkAsync))];
    }

    /// <summary>So far.</summary>
    public LoadTally Tally
    {
        get
        {
            lock (gate)
            {
                return tally with { Elapsed = clock.Elapsed };
            }
        }
    }

    /// <summary>The labels of an object that only the webhook of this kind is called for.</summary>
    public static IReadOnlyDictionary<string, string> Labels(ConnectionUse use) =>
        new Dictionary<string, string> { ["webhook-cert.test/connection"] = use == ConnectionUse.New ? "new" : "kept" };

    /// <summary>Sends one. Dry run: the webhook is called (it declares no side effects) and nothing is stored.</summary>
    public static Task<ApiAnswer> SendAsync(ApiClient client, string @namespace, ConnectionUse use, CancellationToken cancellationToken) =>
        SendAsync(client, @namespace, ConfigMap(use), cancellationToken);

    /// <summary>
    /// What is under way is waited for: it counts. So is, after a stall, what makes up for the rate, unless it does not hold at all.
    /// </summary>
    public async Task<LoadTally> StopAsync()
    {
        var last = clock.Elapsed + MostMakingUp;
        while (!isStopping && clock.Elapsed < last && Tally.PerSecond < perSecond * Held)
        {
            await Task.Delay(10);
        }
        isStopping = true;
        await Task.WhenAll(workers);
        clock.Stop();
        return Tally;
    }

    private static string ConfigMap(ConnectionUse use) =>
        $$"""
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"guarded","labels":{{Manifest.Map(Labels(use))}} },"data":{"key":"value"} }
        """;

    private static Task<ApiAnswer> SendAsync(ApiClient client, string @namespace, string json, CancellationToken cancellationToken) =>
        client.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{@namespace}/configmaps?dryRun=All", json, cancellationToken);

    private async Task WorkAsync()
    {
        while (!isStopping)
        {
            var due = TimeSpan.FromSeconds((Interlocked.Increment(ref taken) - 1) / (double)perSecond);
            var early = due - clock.Elapsed;
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early);
            }
            if (!isStopping)
            {
                await SendOneAsync();
            }
        }
    }

    private async Task SendOneAsync()
    {
        var sent = DateTimeOffset.UtcNow;
        try
        {
            var answer = await SendAsync(client, @namespace, configMap, CancellationToken.None);
            var ordinal = WebhookBehaviour.Tell.Ordinal(answer.Warnings);
            var error = !answer.IsSuccess ? answer.Message : ordinal is null ? "admitted, but the webhook was not called" : null;
            Count(sent, ordinal, error);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            Count(sent, ordinal: null, e.Message); // the API server broke off, or took longer than the client waits
        }
    }

    private void Count(DateTimeOffset sent, int? ordinal, string? error)
    {
        lock (gate)
        {
            tally = tally with
            {
                Sent = tally.Sent + 1,
                Reached = tally.Reached + (ordinal is null ? 0 : 1),
                OnNewConnection = tally.OnNewConnection + (ordinal == 1 ? 1 : 0),
            };
            if (error is not null)
            {
                tally = tally with
                {
                    Failed = tally.Failed + 1,
                    Error = tally.Failed == 0 ? error : tally.Error,
                    FirstFailure = tally.FirstFailure is { } first && first < sent ? first : sent,
                    LastFailure = tally.LastFailure is { } last && last > sent ? last : sent,
                };
            }
        }
    }
}

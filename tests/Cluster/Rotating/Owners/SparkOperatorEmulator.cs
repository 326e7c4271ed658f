using System.Net;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// Spark Operator 2.0 and later with certificates of its own, as documented: each pod reads the Secret once, at its start, and the leader
/// writes the one CA that it has in memory into every bundle whenever one differs.
/// </summary>
/// <param name="client">Its own identity.</param>
/// <param name="service">The webhook's Service.</param>
/// <param name="secret">The name of its Secret, which it makes when there is none.</param>
/// <param name="configurations">Paths of the webhook configurations that it writes.</param>
/// <param name="lookAhead">From 2.2 on 180 days: what will not be good then is made anew, CA and leaf. Null (2.0, 2.1): no check.</param>
internal sealed class SparkOperatorEmulator(
    ApiClient client, MadeService service, string secret, IReadOnlyList<string> configurations, TimeSpan? lookAhead) : IAsyncDisposable
{
    /// <summary>What 2.2 and later ask of the certificates.</summary>
    public static readonly TimeSpan HalfAYear = TimeSpan.FromDays(180);

    private const int Attempts = 5;

    private readonly Lock guard = new();
    private readonly List<SparkReplica> replicas = [];
    private ReconcileLoop? leading;

    /// <summary>Those that run, the oldest first.</summary>
    public IReadOnlyList<SparkReplica> Replicas
    {
        get
        {
            lock (guard)
            {
                return [.. replicas];
            }
        }
    }

    /// <summary>The oldest one; when that stops, the next.</summary>
    public SparkReplica? Leader => Replicas is [var oldest, ..] ? oldest : null;

    private string Secrets => $"/api/v1/namespaces/{service.Namespace}/secrets";

    /// <summary>A pod starts.</summary>
    /// <exception cref="SparkStartException">It cannot read what is in the Secret.</exception>
    public async Task<SparkReplica> StartAsync(CancellationToken cancellationToken)
    {
        var replica = new SparkReplica(await SynchronizedAsync(cancellationToken));
        lock (guard)
        {
            replicas.Add(replica);
        }
        leading ??= new ReconcileLoop(LeadAsync);
        return replica;
    }

    /// <summary>A pod ends, and with it its lead.</summary>
    public async Task StopAsync(SparkReplica replica)
    {
        lock (guard)
        {
            replicas.Remove(replica);
        }
        await replica.DisposeAsync();
    }

    /// <summary>Returns when the leader has seen what is there now.</summary>
    public Task SettledAsync(CancellationToken cancellationToken) => leading?.LookedAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (leading is not null)
        {
            await leading.DisposeAsync();
        }
        foreach (var replica in Replicas)
        {
            await replica.DisposeAsync();
        }
    }

    private async Task<SparkCertificates> SynchronizedAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var stored = await client.FindAsync($"{Secrets}/{secret}", cancellationToken);
            var certificates = Read(stored);
            if (certificates is not null && IsGood(certificates))
            {
                return certificates;
            }
            certificates = SparkCertificates.Generate(service.ServerName);
            var answer = await StoreAsync(stored, certificates, cancellationToken);
            if (answer.IsSuccess)
            {
                return certificates;
            }
            // Another pod was faster: what that one wrote counts.
            if (answer.Status != HttpStatusCode.Conflict || attempt == Attempts)
            {
                throw new SparkStartException($"failed to sync secret: {answer.Message}");
            }
        }
    }

    private static SparkCertificates? Read(JsonObject? stored)
    {
        var values = SparkCertificates.Keys.ToDictionary(key => key, key => SecretData.Text(stored, key));
        return values.Values.All(value => value.Length == 0) ? null : SparkCertificates.Parse(values);
    }

    private bool IsGood(SparkCertificates certificates) =>
        lookAhead is not { } ahead || certificates.IsGoodFor(service.ServerName, DateTimeOffset.UtcNow + ahead);

    private Task<ApiAnswer> StoreAsync(JsonObject? stored, SparkCertificates certificates, CancellationToken cancellationToken)
    {
        if (stored is null)
        {
            return client.SendAsync(HttpMethod.Post, Secrets, Manifest.Secret(secret, "Opaque", certificates.Values), cancellationToken);
        }
        stored["data"] = SecretData.Of(certificates.Values);
        return client.SendAsync(HttpMethod.Put, $"{Secrets}/{secret}", stored.ToJsonString(), cancellationToken);
    }

    private async Task LeadAsync(CancellationToken cancellationToken)
    {
        foreach (var path in configurations)
        {
            var trusting = await TrustingObject.ReadAsync(client, path, cancellationToken);
            if (Leader is { } leader)
            {
                await trusting.InjectAsync(client, "spark-operator", _ => leader.Certificates.AuthorityPem, cancellationToken);
            }
        }
    }
}

using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What is rotated, whoever owns it, and how it was before.</summary>
internal sealed class CampaignStage : IAsyncDisposable
{
    private readonly IReadOnlyList<IAsyncDisposable> owners;

    private CampaignStage(ApiClient client, RotatingStage stage, IReadOnlyList<IAsyncDisposable> owners, RotatedObjects originals)
    {
        Client = client;
        Stage = stage;
        this.owners = owners;
        Originals = originals;
    }

    /// <summary>Looks at what becomes of it, past every proxy.</summary>
    public ApiClient Client { get; }

    public RotatingStage Stage { get; }

    /// <summary>Before anything was rotated.</summary>
    public RotatedObjects Originals { get; }

    public string LeasePath =>
        $"/apis/coordination.k8s.io/v1/namespaces/{Stage.Secret.Namespace}/leases/webhook-cert-lease-{Stage.Secret.Name}";

    public string JournalPath => $"{Stage.Secret.Collection}/webhook-cert-journal-{Stage.Secret.Name}";

    /// <param name="client">Reads it.</param>
    /// <param name="stage">What is rotated.</param>
    /// <param name="owners">Those that write to it, too; they run by now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<CampaignStage> OfAsync(
        ApiClient client, RotatingStage stage, IReadOnlyList<IAsyncDisposable> owners, CancellationToken cancellationToken) =>
        new(client, stage, owners, await RotatedObjects.ReadAsync(client, stage, cancellationToken));

    public Task<RotatedObjects> ReadAsync(CancellationToken cancellationToken) => RotatedObjects.ReadAsync(Client, Stage, cancellationToken);

    /// <summary>Names of the pods that are called: one that terminates is none of them any more.</summary>
    public async Task<IReadOnlyList<string>> EndpointsAsync(CancellationToken cancellationToken)
    {
        var found = await Client.GetAsync($"/api/v1/namespaces/{Stage.Service.Namespace}/endpoints/{Stage.Service.Name}", cancellationToken);
        return [.. (Json.At(found, "subsets.0.addresses") as JsonArray ?? []).Select(address => Json.Text(address, "targetRef.name") ?? "")];
    }

    public async Task<bool> HasJournalAsync(CancellationToken cancellationToken) =>
        await Client.FindAsync(JournalPath, cancellationToken) is not null;

    public async Task<bool> HasLeaseAsync(CancellationToken cancellationToken) =>
        await Client.FindAsync(LeasePath, cancellationToken) is not null;

    /// <summary>The Secrets that hold backups, as they are in the cluster.</summary>
    public async Task<IReadOnlyList<JsonNode?>> BackupsAsync(CancellationToken cancellationToken)
    {
        var list = await Client.GetAsync(Stage.Secret.Collection, cancellationToken);
        var prefix = $"webhook-cert-backup-{Stage.Secret.Name}-";
        return [.. (list["items"] as JsonArray ?? [])
            .Where(item => Json.Text(item, "metadata.name")?.StartsWith(prefix, StringComparison.Ordinal) is true)];
    }

    public async ValueTask DisposeAsync()
    {
        await Stage.DisposeAsync(); // its pods may be of an owner, which still has to be there when they stop
        foreach (var owner in owners)
        {
            await owner.DisposeAsync();
        }
    }
}

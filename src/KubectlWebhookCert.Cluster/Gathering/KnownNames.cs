using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Execution;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Cluster.Gathering;

/// <summary>
/// Names of a cluster, to complete what a user types. Only API servers are asked. What may not be read, or not in time, is left out without a word.
/// </summary>
/// <param name="cluster">The cluster.</param>
public sealed class KnownNames(ICluster cluster)
{
    // what nobody serves with: what Helm keeps of its releases, and what this plugin keeps
    private const string Servable = "owner!=helm,!" + KeptSecret.KindLabel;
    private const string Backups = KeptSecret.KindLabel + " in (" + KeptSecret.Backup + "," + KeptSecret.TrustBackup + ")";

    /// <summary>What may be typed for the configurations of some types that call a webhook.</summary>
    /// <param name="types">Of <see cref="ResourceTypes.WebhookConfigurations"/>.</param>
    /// <param name="cancellationToken">Stops waiting; what has come by then counts.</param>
    public async Task<ValueList<TargetNames>> WebhooksAsync(IEnumerable<ResourceType> types, CancellationToken cancellationToken) =>
        [.. (await Task.WhenAll(types.Select(type => WebhooksAsync(type, cancellationToken)))).SelectMany(found => found)];

    /// <summary>The objects of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="namespaceName">Only this namespace; null for all.</param>
    /// <param name="cancellationToken">Stops waiting; what has come by then counts.</param>
    public Task<ValueList<string>> ObjectsAsync(ResourceType type, string? namespaceName, CancellationToken cancellationToken) =>
        NamesAsync(type, namespaceName, null, cancellationToken);

    /// <summary>The Secrets of a namespace that a webhook may be served with, as far as their labels tell.</summary>
    /// <param name="namespaceName">The namespace.</param>
    /// <param name="cancellationToken">Stops waiting; what has come by then counts.</param>
    public Task<ValueList<string>> SecretsAsync(string namespaceName, CancellationToken cancellationToken) =>
        NamesAsync(ResourceTypes.Secret, namespaceName, Servable, cancellationToken);

    /// <summary>The backups of a namespace.</summary>
    /// <param name="namespaceName">The namespace.</param>
    /// <param name="cancellationToken">Stops waiting; what has come by then counts.</param>
    public Task<ValueList<string>> BackupsAsync(string namespaceName, CancellationToken cancellationToken) =>
        NamesAsync(ResourceTypes.Secret, namespaceName, Backups, cancellationToken);

    /// <summary>The keys of a ConfigMap that hold certificates.</summary>
    /// <param name="namespaceName">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<ValueList<string>> KeysAsync(string namespaceName, string name, CancellationToken cancellationToken)
    {
        List<string> keys = [];
        await UnlessRefusedAsync(async () =>
        {
            var found = await cluster.GetAsync(ResourceTypes.ConfigMap, namespaceName, name, cancellationToken);
            keys.AddRange(found.Json.Properties("data").Where(member => member.Value.ToString().Contains("BEGIN CERTIFICATE", StringComparison.Ordinal)).Select(member => member.Name));
        });
        return [.. keys];
    }

    private async Task<List<TargetNames>> WebhooksAsync(ResourceType type, CancellationToken cancellationToken)
    {
        List<TargetNames> names = [];
        var request = new ObjectRequest.Many(type, null, null);
        await UnlessRefusedAsync(async () =>
        {
            await foreach (var item in cluster.ListAsync(type, null, null, json => Discovery.IsWanted(request, json), cancellationToken))
            {
                if (TargetNames.Of(type, item) is { } found)
                {
                    names.Add(found);
                }
            }
        });
        return names;
    }

    private async Task<ValueList<string>> NamesAsync(ResourceType type, string? namespaceName, string? selector, CancellationToken cancellationToken)
    {
        List<string> names = [];
        await UnlessRefusedAsync(async () =>
        {
            await foreach (var name in cluster.ListNamesAsync(type, namespaceName, selector, cancellationToken))
            {
                names.Add(name);
            }
        });
        return [.. names];
    }

    private static async Task UnlessRefusedAsync(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (Exception failure) when (failure is WebhookCertException or OperationCanceledException)
        {
            // a list that cannot be had is no reason to be silent about the others
        }
    }
}

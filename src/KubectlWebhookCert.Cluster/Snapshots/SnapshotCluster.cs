using System.Runtime.CompilerServices;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Gathering;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Snapshots;

/// <summary>
/// A cluster out of manifest files. It judges writes as an API server does (names, resourceVersions, preconditions) and keeps them in
/// memory; it runs no admission, no controllers, and keeps no <c>managedFields</c>. A type that is not in the files has no objects.
/// </summary>
public sealed class SnapshotCluster : ICluster
{
    private readonly Lock gate = new();
    private readonly SnapshotStore store;
    private readonly SnapshotWrites writes;

    private readonly FileWatch? files;

    internal SnapshotCluster(
        IEnumerable<KubernetesObject> objects, IEnumerable<SnapshotNote> notes, string defaultNamespace, FileWatch? files)
    {
        this.files = files;
        store = new SnapshotStore(objects);
        writes = new SnapshotWrites(store, defaultNamespace);
        Notes = notes.ToValueList();
    }

    /// <summary>What of the files was left out, and why.</summary>
    public ValueList<SnapshotNote> Notes { get; }

    /// <summary>The objects that are no longer as the files have them, in the order they were first written.</summary>
    public ValueList<SnapshotChange> Changed
    {
        get
        {
            lock (gate)
            {
                return store.Changes().ToValueList();
            }
        }
    }

    /// <inheritdoc/>
    public Task<KubernetesObject> GetAsync(ResourceType type, string? namespaceName, string name, CancellationToken cancellationToken) =>
        Answer(() => writes.Existing(type, namespaceName, name), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<KubernetesObject> ListAsync(
        ResourceType type, string? namespaceName, string? labelSelector, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(type);
        var selector = LabelSelector.Parse(labelSelector);
        var all = await Answer(() => store.All(type), cancellationToken);
        foreach (var item in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((!type.Namespaced || namespaceName is null || item.Namespace == namespaceName) && selector.Matches(item))
            {
                yield return item;
            }
        }
    }

    /// <summary>
    /// Whether the files were read from a cluster that had objects of this type in this namespace: then the ones that are not here did not
    /// exist. Webhook configurations are what the files are read for, and always known.
    /// </summary>
    /// <param name="type">The type.</param>
    /// <param name="namespaceName">A namespace; null for a cluster-scoped type or all namespaces.</param>
    public bool Knows(ResourceType type, string? namespaceName)
    {
        ArgumentNullException.ThrowIfNull(type);
        lock (gate)
        {
            return ResourceTypes.WebhookConfigurations.Contains(type)
                || store.All(type).Any(found => found.IsFromCluster && (namespaceName is null || found.Namespace == namespaceName));
        }
    }

    /// <inheritdoc/>
    public Task<KubernetesObject> CreateAsync(
        ResourceType type, KubernetesObject manifest, WriteOptions options, CancellationToken cancellationToken) =>
        Answer(() => writes.Create(type, manifest, options.DryRun), cancellationToken);

    /// <inheritdoc/>
    public Task<KubernetesObject> UpdateAsync(
        ResourceType type, KubernetesObject manifest, WriteOptions options, CancellationToken cancellationToken) =>
        Answer(() => writes.Update(type, manifest, options.DryRun), cancellationToken);

    /// <inheritdoc/>
    public Task<KubernetesObject> PatchAsync(
        ResourceType type,
        string? namespaceName,
        string name,
        ObjectPatch patch,
        WriteOptions options,
        CancellationToken cancellationToken) =>
        Answer(() => writes.Patch(type, namespaceName, name, patch, options.DryRun), cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(
        ResourceType type,
        string? namespaceName,
        string name,
        DeletePreconditions? preconditions,
        WriteOptions options,
        CancellationToken cancellationToken) =>
        Answer(() => writes.Delete(type, namespaceName, name, preconditions, options.DryRun), cancellationToken);

    /// <inheritdoc/>
    public Task<AccessAnswer> MayIAsync(AccessQuestion question, CancellationToken cancellationToken) =>
        Answer(() => new AccessAnswer(true, string.Empty), cancellationToken);

    /// <inheritdoc/>
    public Task<ServerVersion?> GetVersionAsync(CancellationToken cancellationToken) => Answer<ServerVersion?>(() => null, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>The objects stay what they were: load the files again.</remarks>
    public Task WaitForChangeAsync(Reading reading, CancellationToken cancellationToken) =>
        files is null ? Task.FromException(FileWatch.StandardInputCannotBeWatched()) : files.WaitForChangeAsync(cancellationToken);

    private Task<T> Answer<T>(Func<T> request, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        try
        {
            lock (gate)
            {
                return Task.FromResult(request());
            }
        }
        catch (ApiStatusException refusal)
        {
            return Task.FromException<T>(refusal);
        }
    }
}

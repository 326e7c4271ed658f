using System.Runtime.CompilerServices;
using System.Text.Json;
using KubectlWebhookCert.Cluster.Gathering;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>
/// The single door to a cluster: a live API server, or snapshot files whose writes stay in memory.
/// Every method throws <see cref="ApiStatusException"/> for an answer that is not a success, and
/// <see cref="ClusterUnreachableException"/> where no answer came.
/// </summary>
/// <remarks>Source: Kubernetes API concepts.</remarks>
public interface ICluster
{
    /// <summary>Reads one object.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="namespaceName">Its namespace; null for a cluster-scoped type.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ApiStatusException"><c>NotFound</c> and all other refusals.</exception>
    Task<KubernetesObject> GetAsync(ResourceType type, string? namespaceName, string name, CancellationToken cancellationToken);

    /// <summary>Reads all objects of a type, page by page; a page's memory is free again unless an object of it is kept (<see cref="KubernetesObject"/> given here stand on their own).</summary>
    /// <param name="type">The type.</param>
    /// <param name="namespaceName">Only this namespace; null for all.</param>
    /// <param name="labelSelector">Label selector as in the API, or null.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    IAsyncEnumerable<KubernetesObject> ListAsync(
        ResourceType type, string? namespaceName, string? labelSelector, CancellationToken cancellationToken);

    /// <summary>As <see cref="ListAsync(ResourceType, string?, string?, CancellationToken)"/>, but objects nobody wants cost no memory of their own.</summary>
    /// <param name="type">The type.</param>
    /// <param name="namespaceName">Only this namespace; null for all.</param>
    /// <param name="labelSelector">Label selector as in the API, or null.</param>
    /// <param name="keep">Which objects to give; sees the object as the server sent it (maybe without <c>kind</c>) and must not hold on to it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    async IAsyncEnumerable<KubernetesObject> ListAsync(
        ResourceType type,
        string? namespaceName,
        string? labelSelector,
        Func<JsonElement, bool> keep,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keep);
        await foreach (var item in ListAsync(type, namespaceName, labelSelector, cancellationToken))
        {
            if (keep(item.Json))
            {
                yield return item;
            }
        }
    }

    /// <summary>The names of all objects of a type. A server sends nothing else of them.</summary>
    /// <param name="type">The type.</param>
    /// <param name="namespaceName">Only this namespace; null for all.</param>
    /// <param name="labelSelector">Label selector as in the API, or null.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    async IAsyncEnumerable<string> ListNamesAsync(
        ResourceType type, string? namespaceName, string? labelSelector, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in ListAsync(type, namespaceName, labelSelector, cancellationToken))
        {
            yield return item.Name;
        }
    }

    /// <summary>
    /// Whether that an object is not found means that it does not exist: always on an API server. Files may hold a part of a cluster
    /// only, or a chart's output, which the cluster adds to.
    /// </summary>
    /// <param name="type">The type.</param>
    /// <param name="namespaceName">A namespace; null for a cluster-scoped type or all namespaces.</param>
    bool Knows(ResourceType type, string? namespaceName) => true;

    /// <summary>Creates an object and returns it as stored.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="manifest">The whole object.</param>
    /// <param name="options">Dry run and field manager.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<KubernetesObject> CreateAsync(
        ResourceType type, KubernetesObject manifest, WriteOptions options, CancellationToken cancellationToken);

    /// <summary>Replaces an object; its <c>resourceVersion</c> is the precondition (<c>Conflict</c> where it has moved on).</summary>
    /// <param name="type">Its type.</param>
    /// <param name="manifest">The whole object, unknown fields included.</param>
    /// <param name="options">Dry run and field manager.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<KubernetesObject> UpdateAsync(
        ResourceType type, KubernetesObject manifest, WriteOptions options, CancellationToken cancellationToken);

    /// <summary>Changes parts of an object.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="namespaceName">Its namespace; null for a cluster-scoped type.</param>
    /// <param name="name">Its name.</param>
    /// <param name="patch">What to change.</param>
    /// <param name="options">Dry run and field manager.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<KubernetesObject> PatchAsync(
        ResourceType type,
        string? namespaceName,
        string name,
        ObjectPatch patch,
        WriteOptions options,
        CancellationToken cancellationToken);

    /// <summary>Deletes an object.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="namespaceName">Its namespace; null for a cluster-scoped type.</param>
    /// <param name="name">Its name.</param>
    /// <param name="preconditions">What must still be true, or null.</param>
    /// <param name="options">Dry run.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task DeleteAsync(
        ResourceType type,
        string? namespaceName,
        string name,
        DeletePreconditions? preconditions,
        WriteOptions options,
        CancellationToken cancellationToken);

    /// <summary>Whether the user may do something (SelfSubjectAccessReview); snapshot files allow everything.</summary>
    /// <param name="question">The action asked about.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<AccessAnswer> MayIAsync(AccessQuestion question, CancellationToken cancellationToken);

    /// <summary>
    /// Waits until something of what was read is no longer so: another resourceVersion, gone, new, readable or refused where it was not.
    /// What changed after the read and before this call counts too. A burst of changes is one. Changes that come back to what was read
    /// may go unseen, and a change may turn out to be of no interest: read again, then judge.
    /// </summary>
    /// <param name="reading">What was read. Snapshot files: any change of a file counts.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="UsageException">It cannot be watched: standard input.</exception>
    /// <exception cref="ApiStatusException">The user is not known any more (401), or the server fails again and again.</exception>
    /// <exception cref="ClusterUnreachableException">No answer for about a minute.</exception>
    Task WaitForChangeAsync(Reading reading, CancellationToken cancellationToken);

    /// <summary>The server's version, or null for snapshot files.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<ServerVersion?> GetVersionAsync(CancellationToken cancellationToken);
}

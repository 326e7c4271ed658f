using System.Text.Json;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Execution;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;

namespace KubectlWebhookCert.Cluster.Adopting;

/// <summary>What holders of trust held, kept in the cluster before it is overwritten.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="options">Goes with every write.</param>
public sealed class TrustBackups(ICluster cluster, WriteOptions options)
{
    /// <summary>The backups of a namespace, or of all, the newest first.</summary>
    /// <param name="namespaceName">The namespace; null for all.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="WebhookCertException">They may not be listed.</exception>
    public async Task<IReadOnlyList<TrustBackup>> ListAsync(string? namespaceName, CancellationToken cancellationToken)
    {
        List<TrustBackup> found = [];
        await foreach (var kept in cluster.ListAsync(ResourceTypes.Secret, namespaceName, $"{KeptSecret.KindLabel}={KeptSecret.TrustBackup}", cancellationToken))
        {
            found.Add(Read(kept));
        }

        return [.. found.OrderByDescending(backup => backup.Taken).ThenBy(backup => backup.Name, StringComparer.Ordinal)];
    }

    /// <summary>Whether a Secret is one of these backups.</summary>
    /// <param name="secret">The Secret.</param>
    public static bool IsBackup(KubernetesObject secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return secret.Label(KeptSecret.KindLabel) == KeptSecret.TrustBackup;
    }

    /// <summary>What one holds.</summary>
    /// <param name="kept">The Secret.</param>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static TrustBackup Read(KubernetesObject kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        try
        {
            if (JsonSerializer.Deserialize(KeptSecret.Content(kept), AdoptingJson.Default.TrustBackupDocument) is { ApiVersion: TrustBackupDocument.Version } document)
            {
                return new TrustBackup(kept.Namespace!, kept.Name, document.Taken, [.. document.Places.Select(Read)]);
            }
        }
        catch (JsonException)
        {
            // said below
        }

        throw new UsageException($"the backup Secret {kept.Namespace}/{kept.Name} cannot be read", "use the version of this plugin that wrote it");
    }

    /// <summary>Keeps what is about to be overwritten in one object.</summary>
    /// <param name="subject">The object; a cluster-scoped one with the namespace that the backup goes into.</param>
    /// <param name="changes">What is about to become of it.</param>
    /// <param name="taken">When.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The Secret that keeps it.</returns>
    internal async Task<ObjectRef> WriteAsync(ObjectRef subject, ValueList<TrustChange> changes, DateTimeOffset taken, CancellationToken cancellationToken)
    {
        var document = new TrustBackupDocument(TrustBackupDocument.Version, taken, [.. changes.Select(Write)]);
        var backup = KeptSecret.Make(
            KeptSecret.TrustBackup, subject, RotationBackups.Suffix(taken), JsonSerializer.SerializeToUtf8Bytes(document, AdoptingJson.Default.TrustBackupDocument));
        await KeptSecret.CreateAsync(cluster, backup, options, cancellationToken);
        return backup.Ref;
    }

    private static TrustBackupDocument.Held Write(TrustChange change) => change.Place switch
    {
        HolderPlace.ConfigMap configMap => new TrustBackupDocument.Held(
            ResourceTypes.ConfigMap.Kind, configMap.Namespace, configMap.Name, configMap.Key, null, Bytes(change.Store.Bundle), Bytes(change.Bundle)),
        HolderPlace.Bundle { Place: var place, Namespace: var calls } => new TrustBackupDocument.Held(
            place.Type.Kind,
            calls,
            place.Configuration,
            null,
            new TrustBackupDocument.Entry(place.Entry, place.Index, place.ServerName),
            Bytes(change.Store.Bundle),
            Bytes(change.Bundle)),
        _ => throw new InvalidOperationException("a file is kept beside itself"),
    };

    private static KeptTrust Read(TrustBackupDocument.Held held)
    {
        HolderPlace place = held.Webhook is { } entry
            ? new HolderPlace.Bundle(
                new BundlePlace(ResourceTypes.All.First(type => type.Kind == held.Kind), held.Name, entry.Name, entry.Index, entry.ServerName), held.Namespace)
            : new HolderPlace.ConfigMap(held.Namespace ?? throw new JsonException(), held.Name, held.Key ?? throw new JsonException());
        return new KeptTrust(place, CaBundle.Read(held.Before), CaBundle.Read(held.After));
    }

    private static byte[] Bytes(CaBundle bundle) => bundle.Bytes.ToArray();
}

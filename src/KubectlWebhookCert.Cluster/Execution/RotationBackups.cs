using System.Globalization;
using System.Text.Json;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>What rotations overwrite, kept in the cluster beforehand. The last three of each Secret are.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="options">Goes with every write.</param>
public sealed class RotationBackups(ICluster cluster, WriteOptions options)
{
    private const int Kept = 3;

    /// <summary>The backups of a namespace, or of all, the newest first.</summary>
    /// <param name="namespaceName">The namespace; null for all.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="WebhookCertException">They may not be listed.</exception>
    public async Task<IReadOnlyList<RotationBackup>> ListAsync(string? namespaceName, CancellationToken cancellationToken)
    {
        List<RotationBackup> found = [];
        await foreach (var kept in cluster.ListAsync(ResourceTypes.Secret, namespaceName, $"{KeptSecret.KindLabel}={KeptSecret.Backup}", cancellationToken))
        {
            found.Add(Read(kept));
        }

        return [.. found.OrderByDescending(backup => backup.Taken).ThenBy(backup => backup.Name, StringComparer.Ordinal)];
    }

    /// <summary>What one backup holds.</summary>
    /// <param name="kept">The Secret.</param>
    /// <exception cref="UsageException">It is none, or cannot be read.</exception>
    public static RotationBackup Read(KubernetesObject kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        return kept.Label(KeptSecret.KindLabel) == KeptSecret.Backup
            ? Content(kept)
            : throw new UsageException($"Secret {kept.Namespace}/{kept.Name} is no backup", "kubectl webhook-cert restore");
    }

    /// <summary>Keeps the originals. The same rotation keeps them once.</summary>
    /// <param name="scope">What is about to be overwritten.</param>
    /// <param name="taken">When.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    internal async Task<RotationBackup> WriteAsync(RotationScope scope, DateTimeOffset taken, CancellationToken cancellationToken)
    {
        var secret = scope.Secret.Ref;
        var suffix = Suffix(taken);
        var content = Content(scope, taken);
        var backup = KeptSecret.Make(KeptSecret.Backup, secret, suffix, content);
        await KeptSecret.CreateAsync(cluster, backup, options, cancellationToken);
        await PruneAsync(secret, backup.Name, cancellationToken);
        return Read(backup);
    }

    /// <summary>What tells the backups of one Secret apart, in the order of time: scripts rotate more than once in a second.</summary>
    /// <param name="taken">When.</param>
    internal static string Suffix(DateTimeOffset taken) => taken.UtcDateTime.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);

    /// <summary>What a backup holds, for a file.</summary>
    /// <param name="scope">What is about to be overwritten.</param>
    /// <param name="taken">When.</param>
    internal static byte[] Content(RotationScope scope, DateTimeOffset taken) => JsonSerializer.SerializeToUtf8Bytes(
        new BackupDocument(JournalDocument.Version, taken, ScopeCodec.Write(scope)), ExecutionJson.Default.BackupDocument);

    private static RotationBackup Content(KubernetesObject kept)
    {
        try
        {
            if (JsonSerializer.Deserialize(KeptSecret.Content(kept), ExecutionJson.Default.BackupDocument) is { ApiVersion: JournalDocument.Version } document)
            {
                return new RotationBackup(kept.Namespace!, kept.Name, document.Taken, ScopeCodec.Read(document.Scope));
            }
        }
        catch (JsonException)
        {
            // said below, without a word of what is in it
        }

        throw new UsageException($"the backup Secret {kept.Namespace}/{kept.Name} cannot be read", "use the version of this plugin that wrote it");
    }

    private async Task PruneAsync(ObjectRef secret, string newest, CancellationToken cancellationToken)
    {
        List<string> names = [];
        var selector = $"{KeptSecret.KindLabel}={KeptSecret.Backup},{KeptSecret.SubjectLabel}={KeptSecret.Label(secret.Name)}";
        await foreach (var kept in cluster.ListAsync(ResourceTypes.Secret, secret.Namespace, selector, cancellationToken))
        {
            names.Add(kept.Name);
        }

        foreach (var name in names.Where(name => name != newest).OrderDescending(StringComparer.Ordinal).Skip(Kept - 1))
        {
            await cluster.DeleteAsync(ResourceTypes.Secret, secret.Namespace, name, null, options, cancellationToken);
        }
    }
}

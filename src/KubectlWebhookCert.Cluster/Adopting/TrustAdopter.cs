using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Execution;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;

namespace KubectlWebhookCert.Cluster.Adopting;

/// <summary>
/// Carries CAs to those who should trust them: a backup first, then one write for each object or file, behind a test of what was there.
/// Stopped anywhere, each holder has its old or its new CAs; the same command goes on.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="settings">How long, and who is told.</param>
public sealed class TrustAdopter(ICluster cluster, ExecutionSettings settings)
{
    private const string DefaultNamespace = "default"; // for backups of what is called by URL

    /// <summary>Refuses what could not be gone through with.</summary>
    /// <param name="changes">What is to be written.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="AdoptionRefusedException">Something is not allowed.</exception>
    public async Task RequireAccessAsync(ValueList<TrustChange> changes, CancellationToken cancellationToken)
    {
        NeededAccess[] needed =
        [
            .. Objects(changes).SelectMany(written => new[]
            {
                new NeededAccess("get", written.Type, written.Namespace, written.Name, null),
                new NeededAccess("patch", written.Type, written.Namespace, written.Name, null),
                new NeededAccess("create", ResourceTypes.Secret, written.BackupNamespace, null, null),
            }).Distinct(),
        ];
        await RequireAsync(needed, cancellationToken);
    }

    /// <summary>Refuses what is not allowed.</summary>
    internal async Task RequireAsync(IReadOnlyList<NeededAccess> needed, CancellationToken cancellationToken)
    {
        if (await PermissionCheck.MissingAsync(cluster, needed, cancellationToken) is { Length: > 0 } missing)
        {
            throw new AdoptionRefusedException($"you are not allowed to {string.Join("; ", missing)}", $"kubectl auth can-i {missing[0]}");
        }
    }

    /// <summary>Writes them, each object or file after its backup.</summary>
    /// <param name="changes">What is to be written.</param>
    /// <param name="isDryRun">The server judges the writes and keeps nothing; files stay as they are.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellationToken">Stops between and within writes.</param>
    /// <returns>Where the backup of each object or file is.</returns>
    /// <exception cref="WebhookCertException">Something could not be written; what was written before it stays.</exception>
    public async Task<ValueList<WrittenTrust>> WriteAsync(
        ValueList<TrustChange> changes, bool isDryRun, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var options = new WriteOptions(isDryRun, settings.FieldManager);
        var backups = new TrustBackups(cluster, options);
        var retry = new Retry(settings);
        List<WrittenTrust> done = [];
        foreach (var written in Objects(changes))
        {
            var subject = new ObjectRef(written.Type.Kind, written.BackupNamespace, written.Name);
            var backup = await retry.GetAsync($"back up {written.Ref}", () => backups.WriteAsync(subject, written.Changes, now, cancellationToken), cancellationToken);
            await retry.DoAsync($"write {written.Ref}", () => WriteAsync(written, options, cancellationToken), cancellationToken);
            done.Add(new WrittenTrust(written.Changes, backup.ToString(), $"kubectl webhook-cert restore {backup.Name} -n {backup.Namespace}"));
        }

        foreach (var change in changes.Where(change => change.Place is HolderPlace.Kubeconfig))
        {
            done.Add(await WriteAsync(change, (HolderPlace.Kubeconfig)change.Place, isDryRun, cancellationToken));
        }

        return [.. done];
    }

    // what failed may have been done all the same: it looks first
    private async Task WriteAsync(WrittenObject written, WriteOptions options, CancellationToken cancellationToken)
    {
        var found = await cluster.GetAsync(written.Type, written.Namespace, written.Name, cancellationToken);
        List<TrustChange> left = [];
        foreach (var change in written.Changes)
        {
            var current = TrustPatch.Read(found, change.Place);
            if (current?.Equals(change.Bundle) is true)
            {
                continue;
            }

            left.Add(current?.Equals(change.Store.Bundle) is true
                ? change
                : throw new AdoptionRefusedException($"{change.Place} was changed meanwhile by somebody else: it is left as it is", "run the same command again"));
        }

        if (left.Count > 0)
        {
            ObjectPatch patch = written.Type == ResourceTypes.ConfigMap
                ? new ObjectPatch.MergePatch(TrustPatch.OfKeys(found, left))
                : new ObjectPatch.JsonPatch(TrustPatch.OfBundles(found, left));
            await cluster.PatchAsync(written.Type, written.Namespace, written.Name, patch, options, cancellationToken);
        }
    }

    private async Task<WrittenTrust> WriteAsync(TrustChange change, HolderPlace.Kubeconfig place, bool isDryRun, CancellationToken cancellationToken)
    {
        var content = KubeconfigEdit.Of(place, change);
        if (isDryRun)
        {
            return new WrittenTrust([change], null, null);
        }

        var backup = await FileReplacement.ReplaceAsync(place.File, place.Content, content, settings.Clock, cancellationToken);
        return new WrittenTrust([change], backup, $"mv {backup} {place.File}");
    }

    private static IEnumerable<WrittenObject> Objects(ValueList<TrustChange> changes) =>
        from change in changes
        let target = change.Place switch
        {
            HolderPlace.ConfigMap { Namespace: var place, Name: var name } => new WrittenObject(ResourceTypes.ConfigMap, place, name, place, []),
            HolderPlace.Bundle bundle => new WrittenObject(bundle.Place.Type, null, bundle.Place.Configuration, bundle.Namespace ?? DefaultNamespace, []),
            _ => null,
        }
        where target is not null
        group change by target into together
        select together.Key with { Changes = [.. together] };

    private sealed record WrittenObject(ResourceType Type, string? Namespace, string Name, string BackupNamespace, ValueList<TrustChange> Changes)
    {
        public ObjectRef Ref => new(Type.Kind, Namespace, Name);
    }
}

/// <summary>One object or file that was written.</summary>
/// <param name="Changes">What became of it.</param>
/// <param name="Backup">Where what was there is kept; null for a dry run.</param>
/// <param name="Undo">What to type to put that back.</param>
public sealed record WrittenTrust(ValueList<TrustChange> Changes, string? Backup, string? Undo);

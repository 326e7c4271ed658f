using System.Text.Json.Nodes;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Execution;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Patching;
using KubectlWebhookCert.Core.Planning;

namespace KubectlWebhookCert.Cluster.Adopting;

/// <summary>
/// Takes a serving Secret over, and gives it back: bundles first, each with its backup, then one write of the Secret under its resourceVersion.
/// Only values that are empty are filled, so that nothing is overwritten. Stopped anywhere, the same command goes on.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="settings">How long, and who is told.</param>
public sealed class SecretAdopter(ICluster cluster, ExecutionSettings settings)
{
    private readonly TrustAdopter trust = new(cluster, settings);

    /// <summary>Refuses what could not be gone through with.</summary>
    /// <param name="adoption">What is to be done.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="AdoptionRefusedException">Something is not allowed.</exception>
    public async Task RequireAccessAsync(SecretAdoption adoption, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(adoption);
        await trust.RequireAccessAsync(adoption.Trust, cancellationToken);
        var secret = adoption.Scope.Secret;
        var needed = secret.Resource is null
            ? new NeededAccess("create", ResourceTypes.Secret, secret.Ref.Namespace, null, null)
            : new NeededAccess("patch", ResourceTypes.Secret, secret.Ref.Namespace, secret.Ref.Name, null);
        await trust.RequireAsync([needed], cancellationToken);
    }

    /// <summary>Heals the bundles, then fills and marks the Secret.</summary>
    /// <param name="adoption">What is to be done.</param>
    /// <param name="settle">How long API servers may take to see a bundle.</param>
    /// <param name="isDryRun">The server judges every write and keeps nothing.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellationToken">Stops between and within writes.</param>
    /// <returns>Where the backup of each configuration is.</returns>
    /// <exception cref="WebhookCertException">Something could not be written; what was written before it stays.</exception>
    public async Task<ValueList<WrittenTrust>> WriteAsync(
        SecretAdoption adoption, TimeSpan settle, bool isDryRun, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(adoption);
        var healed = await trust.WriteAsync(adoption.Trust, isDryRun, now, cancellationToken);
        if (healed.Count > 0 && adoption.Written.Count > 0 && !isDryRun)
        {
            await settings.Progress.TellAsync("wait until every API server has seen the CA bundles");
            await Task.Delay(settle, settings.Clock, cancellationToken);
        }

        var options = new WriteOptions(isDryRun, settings.FieldManager);
        await new Retry(settings).DoAsync(
            $"write {adoption.Scope.Secret.Ref}",
            () => adoption.Scope.Secret.Resource is { } found
                ? PatchAsync(found, adoption.Marks, adoption.Written, options, cancellationToken)
                : CreateAsync(adoption, options, cancellationToken),
            cancellationToken);
        return healed;
    }

    /// <summary>Takes our marks off a Secret, and the lease of rotations away.</summary>
    /// <param name="secret">The Secret as read.</param>
    /// <param name="marks">Our marks.</param>
    /// <param name="isDryRun">The server judges every write and keeps nothing.</param>
    /// <param name="cancellationToken">Stops between and within writes.</param>
    /// <exception cref="WebhookCertException">It could not be written.</exception>
    public async Task GiveBackAsync(KubernetesObject secret, AdoptionMarks marks, bool isDryRun, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(marks);
        var options = new WriteOptions(isDryRun, settings.FieldManager);
        await new Retry(settings).DoAsync($"write {secret.Ref}", () => PatchAsync(secret, marks, [], options, cancellationToken), cancellationToken);
        try
        {
            await cluster.DeleteAsync(ResourceTypes.Lease, secret.Namespace, RotationLease.NameOf(secret.Ref), null, options, cancellationToken);
        }
        catch (ApiStatusException missing) when (missing.Code == 404)
        {
            // as it should be where no rotation was killed
        }
    }

    // what failed may have been done all the same: it looks first
    private async Task PatchAsync(
        KubernetesObject planned, AdoptionMarks marks, ValueList<SecretEntry> written, WriteOptions options, CancellationToken cancellationToken)
    {
        var found = await cluster.GetAsync(ResourceTypes.Secret, planned.Namespace, planned.Name, cancellationToken);
        if (IsDone(found, marks, written))
        {
            return;
        }

        if (found.Uid != planned.Uid || found.ResourceVersion != planned.ResourceVersion)
        {
            throw new AdoptionRefusedException($"{planned.Ref} was changed meanwhile by somebody else: it is left as it is", "run the same command again");
        }

        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["resourceVersion"] = found.ResourceVersion,
                ["labels"] = Map(marks.Labels),
                ["annotations"] = Map(marks.Annotations),
            },
        };
        if (written.Count > 0)
        {
            patch["data"] = SecretData.Of(written);
        }

        await cluster.PatchAsync(
            ResourceTypes.Secret, planned.Namespace, planned.Name, new ObjectPatch.MergePatch(JsonTree.ToElement(patch)), options, cancellationToken);
    }

    private async Task CreateAsync(SecretAdoption adoption, WriteOptions options, CancellationToken cancellationToken)
    {
        var secret = adoption.Scope.Secret.Ref;
        string[] keys = [.. adoption.Written.Select(entry => entry.Key)];
        var json = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = ResourceTypes.Secret.Kind,
            ["type"] = keys.Contains("tls.crt") && keys.Contains("tls.key") ? "kubernetes.io/tls" : "Opaque",
            ["metadata"] = new JsonObject
            {
                ["name"] = secret.Name,
                ["namespace"] = secret.Namespace,
                ["labels"] = Map(adoption.Marks.Labels),
                ["annotations"] = Map(adoption.Marks.Annotations),
            },
            ["data"] = SecretData.Of(adoption.Written),
        };
        try
        {
            await cluster.CreateAsync(ResourceTypes.Secret, new KubernetesObject(JsonTree.ToElement(json)), options, cancellationToken);
        }
        catch (ApiStatusException conflict) when (conflict.Code == 409)
        {
            var found = await cluster.GetAsync(ResourceTypes.Secret, secret.Namespace, secret.Name, cancellationToken);
            if (!IsDone(found, adoption.Marks, adoption.Written))
            {
                throw new AdoptionRefusedException($"{secret} was made meanwhile by somebody else: it is left as it is", "run the same command again");
            }
        }
    }

    private static bool IsDone(KubernetesObject found, AdoptionMarks marks, ValueList<SecretEntry> written)
    {
        var held = SecretVersionReader.Read(found);
        return marks.Labels.All(mark => found.Label(mark.Name) == mark.Value)
            && marks.Annotations.All(mark => found.Annotation(mark.Name) == mark.Value)
            && written.All(entry => held.Find(entry.Key) is { } value && value.Span.SequenceEqual(entry.Value.Span));
    }

    private static JsonObject Map(ValueList<Mark> marks)
    {
        var map = new JsonObject();
        foreach (var mark in marks)
        {
            map[mark.Name] = mark.Value;
        }

        return map;
    }
}

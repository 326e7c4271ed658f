using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Patching;
using KubectlWebhookCert.Core.Planning;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>Writes the serving Secret under its resourceVersion, and never over what the plan does not know.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="plan">The plan.</param>
/// <param name="options">Goes with every write.</param>
internal sealed class SecretWriter(ICluster cluster, RotationPlan plan, WriteOptions options)
{
    /// <summary>Makes sure that it holds what it is to hold.</summary>
    /// <exception cref="ChangedMeanwhileException">Somebody else has written something else.</exception>
    public async Task WriteAsync(SecretVersion version, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(cancellationToken) ?? throw new ChangedMeanwhileException(plan.Scope.Secret.Ref.ToString());
        if (!IsKnown(found))
        {
            throw new ChangedMeanwhileException(plan.Scope.Secret.Ref.ToString());
        }

        if (SecretVersionReader.Read(found).Entries.Equals(version.Entries))
        {
            return;
        }

        var json = JsonTree.Of(found.Json)!.AsObject();
        json["data"] = SecretData.Of(version.Entries);
        await cluster.UpdateAsync(
            ResourceTypes.Secret, new KubernetesObject(JsonTree.ToElement(json)), options, cancellationToken);
    }

    /// <summary>Deletes it as it was found; where its owner has made it anew meanwhile it stays.</summary>
    /// <exception cref="ChangedMeanwhileException">Somebody else has written something else.</exception>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        var secret = plan.Scope.Secret;
        if (await ReadAsync(cancellationToken) is not { } found || found.Uid != secret.Uid)
        {
            return;
        }

        if (!IsKnown(found))
        {
            throw new ChangedMeanwhileException(secret.Ref.ToString());
        }

        var asFound = new DeletePreconditions(found.Uid, found.ResourceVersion);
        await cluster.DeleteAsync(ResourceTypes.Secret, secret.Namespace, secret.Name, asFound, options, cancellationToken);
    }

    /// <summary>What is there now; null where it is gone.</summary>
    public async Task<KubernetesObject?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await cluster.GetAsync(ResourceTypes.Secret, plan.Scope.Secret.Namespace, plan.Scope.Secret.Name, cancellationToken);
        }
        catch (ApiStatusException missing) when (missing.Code == 404)
        {
            return null;
        }
    }

    /// <summary>Whether it is as the plan has it at some time.</summary>
    public bool IsKnown(KubernetesObject found) =>
        found.Uid == plan.Scope.Secret.Uid && plan.KnownSecrets.Any(known => known.Entries.Equals(SecretVersionReader.Read(found).Entries));
}

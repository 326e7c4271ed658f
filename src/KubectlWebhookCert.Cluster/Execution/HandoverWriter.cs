using System.Text.Json;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Owners;
using KubectlWebhookCert.Core.Patching;
using KubectlWebhookCert.Core.Planning;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>Creates, annotates and takes away what cert-manager is given; nothing of it that somebody else has made.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="options">Goes with every write.</param>
internal sealed class HandoverWriter(ICluster cluster, WriteOptions options)
{
    private static readonly string[] Meaning = ["spec", "data", "type"];

    /// <summary>Makes sure that it is there.</summary>
    /// <exception cref="ChangedMeanwhileException">Somebody else has made another one.</exception>
    public async Task CreateAsync(KubernetesObject manifest, CancellationToken cancellationToken)
    {
        var type = ResourceTypes.Of(manifest);
        try
        {
            await cluster.CreateAsync(type, manifest, options, cancellationToken);
        }
        catch (ApiStatusException conflict) when (conflict.Code == 409)
        {
            // an earlier attempt got through, or one that is being deleted is in the way
            var found = await cluster.GetAsync(type, manifest.Namespace, manifest.Name, cancellationToken);
            if (found.Json.Text("metadata", "deletionTimestamp") is not null)
            {
                throw;
            }

            if (!IsOurs(found) || !Means(found, manifest))
            {
                throw new ChangedMeanwhileException(manifest.Ref.ToString());
            }
        }
    }

    /// <summary>Makes sure that a configuration is annotated.</summary>
    public async Task AnnotateAsync(PlanStep.Annotate step, CancellationToken cancellationToken)
    {
        var found = await cluster.GetAsync(step.Type, null, step.Configuration, cancellationToken);
        if (found.Annotation(step.Key) != step.Value)
        {
            await PatchAsync(step, step.Value, cancellationToken);
        }
    }

    /// <summary>Makes sure that it is annotated no more, where that is of this plan.</summary>
    public async Task RemoveAsync(PlanStep.Annotate step, CancellationToken cancellationToken)
    {
        if (await FindAsync(step.Type, null, step.Configuration, cancellationToken) is { } found && found.Annotation(step.Key) == step.Value)
        {
            await PatchAsync(step, null, cancellationToken);
        }
    }

    /// <summary>Makes sure that it is gone, where it is of this program; what it owns stays.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="ownsOthers">Whether something is known to be its own.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task DeleteAsync(KubernetesObject manifest, bool ownsOthers, CancellationToken cancellationToken)
    {
        var type = ResourceTypes.Of(manifest);
        if (await FindAsync(type, manifest.Namespace, manifest.Name, cancellationToken) is not { } found || !IsOurs(found))
        {
            return;
        }

        try
        {
            var asFound = new DeletePreconditions(found.Uid, null);
            await cluster.DeleteAsync(type, manifest.Namespace, manifest.Name, asFound, options with { KeepsDependents = ownsOthers }, cancellationToken);
        }
        catch (ApiStatusException missing) when (missing.Code == 404)
        {
            // an earlier attempt got through
        }
    }

    /// <summary>What is there; null: nothing.</summary>
    public async Task<KubernetesObject?> FindAsync(ResourceType type, string? home, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await cluster.GetAsync(type, home, name, cancellationToken);
        }
        catch (ApiStatusException missing) when (missing.Code == 404)
        {
            return null;
        }
    }

    private Task<KubernetesObject> PatchAsync(PlanStep.Annotate step, string? value, CancellationToken cancellationToken)
    {
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [step.Key] = value } } };
        return cluster.PatchAsync(step.Type, null, step.Configuration, new ObjectPatch.MergePatch(JsonTree.ToElement(patch)), options, cancellationToken);
    }

    private static bool IsOurs(KubernetesObject found) => found.Label(PluginMarks.ManagedLabel) == PluginMarks.ManagedValue;

    // the API server, or a webhook of its owner, may have added to it
    private static bool Means(KubernetesObject found, KubernetesObject manifest) => Meaning.All(part => manifest.Json.At(part) is not { } wanted
        || (found.Json.At(part) is { } there && Holds(there, wanted)));

    private static bool Holds(JsonElement there, JsonElement wanted) => wanted.ValueKind == JsonValueKind.Object
        ? wanted.EnumerateObject().All(property => there.At(property.Name) is { } value && Holds(value, property.Value))
        : JsonElement.DeepEquals(there, wanted);
}

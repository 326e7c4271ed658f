using System.Text.Json.Nodes;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Probing;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Owners;
using KubectlWebhookCert.Core.Patching;
using KubectlWebhookCert.Core.Planning;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>
/// The way back from cert-manager. It and its injector are kept away first; then both CAs are trusted, whatever the injector has made of the
/// bundles, until every endpoint serves the old certificate again. Each part looks first: done again it does no harm.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="plan">The plan that was begun.</param>
/// <param name="completed">How many of its steps were done; the next one may have been under way.</param>
/// <param name="started">When it was decided to go back: the mark of restarts.</param>
/// <param name="prober">Asks endpoints.</param>
/// <param name="settings">How long, and who is told.</param>
internal sealed class HandoverRetreat(
    ICluster cluster, RotationPlan plan, int completed, DateTimeOffset started, EndpointProber prober, ExecutionSettings settings)
{
    private readonly Retry retry = new(settings);
    private readonly WriteOptions writing = new(false, settings.FieldManager);
    private readonly HandoverWriter objects = new(cluster, new WriteOptions(false, settings.FieldManager));
    private readonly StepRunner runner = new(
        cluster, plan, new EndpointWatch(cluster, plan.Scope.Calls, prober), settings, new WriteOptions(false, settings.FieldManager), started);

    private Handover Handover => plan.Goal!.Handover!;

    // from the Certificate on
    private bool MayHaveIssued => plan.Steps.Take(completed + 1).Any(step => step is PlanStep.Create create && create.Manifest.Ref == Handover.Certificate.Ref);

    private TimeSpan Settle => plan.Steps.OfType<PlanStep.AwaitTakenOver>().First().Settle;

    /// <summary>Goes it.</summary>
    /// <param name="cancellationToken">Stops between its parts.</param>
    /// <returns>What the Secret holds then; null where it is gone.</returns>
    public async Task<SecretVersion?> GoAsync(CancellationToken cancellationToken)
    {
        foreach (var step in plan.Steps.OfType<PlanStep.Annotate>())
        {
            await DoAsync($"have nothing injected into {step.Type.Kind} {step.Configuration}", () => objects.RemoveAsync(step, CancellationToken.None), cancellationToken);
        }

        await DoAsync($"delete {Handover.Certificate.Ref}", DeleteCertificateAsync, cancellationToken);
        if (MayHaveIssued)
        {
            await WriteAsync("trust both CAs again", Both(), cancellationToken);
            if (!await RestoreAsync(cancellationToken))
            {
                return await StoredAsync(cancellationToken);
            }

            await ServeAsync(cancellationToken);
        }

        await WriteAsync("put back the CA bundles", plan.Scope.Bundles, cancellationToken);
        foreach (var made in Handover.Made.Reverse())
        {
            await DoAsync($"delete {made.Ref}", () => objects.DeleteAsync(made, ownsOthers: false, CancellationToken.None), cancellationToken);
        }

        return await StoredAsync(cancellationToken);
    }

    // both may be served now, whatever each bundle held at any time
    private ValueList<PlacedBundle> Both() =>
    [
        .. plan.Scope.Bundles.Select(bundle => bundle with { Bundle = Union(plan.Known(bundle.Place)) }),
    ];

    private static CaBundle Union(ValueList<CaBundle> known) => known.FirstOrDefault(bundle => known.All(other => other.Certificates.All(bundle.Certificates.Contains))) ?? known[^1];

    // cert-manager may be told to own the Secrets of its Certificates
    private async Task DeleteCertificateAsync()
    {
        var secret = await objects.FindAsync(ResourceTypes.Secret, plan.Scope.Secret.Namespace, plan.Scope.Secret.Name, CancellationToken.None);
        var isOwner = secret?.OwnerReferences.Any(owner => owner.Kind == Handover.Certificate.Kind && owner.Name == Handover.Certificate.Name) is true;
        await objects.DeleteAsync(Handover.Certificate, isOwner, CancellationToken.None);
    }

    private async Task WriteAsync(string what, ValueList<PlacedBundle> wanted, CancellationToken cancellationToken)
    {
        List<PlacedBundle> ours = [];
        foreach (var configuration in wanted.GroupBy(bundle => (bundle.Place.Type, bundle.Place.Configuration)))
        {
            ours.AddRange(await retry.GetAsync(what, () => WriteAsync(configuration.Key.Type, configuration.Key.Configuration, [.. configuration]), cancellationToken));
        }

        await settings.Progress.TellAsync(what);
        await runner.DoAsync(new PlanStep.AwaitBundles("wait until every API server has seen the CA bundles", [.. ours], Settle), cancellationToken);
    }

    // the injector writes a bundle in its own way: the same CAs are the plan's all the same
    private async Task<ValueList<PlacedBundle>> WriteAsync(ResourceType type, string configuration, ValueList<PlacedBundle> wanted)
    {
        if (await objects.FindAsync(type, null, configuration, CancellationToken.None) is not { } found)
        {
            return [];
        }

        List<PlacedBundle> ours = [];
        var operations = new JsonArray();
        foreach (var bundle in wanted)
        {
            if (BundlePatch.Read(found, bundle.Place) is not { } current || !IsOurs(bundle.Place, current))
            {
                await settings.Progress.TellAsync($"the CA bundle of {bundle.Place} was changed by somebody else and is left as it is");
                continue;
            }

            ours.Add(bundle);
            if (!current.Equals(bundle.Bundle))
            {
                BundlePatch.Add(operations, bundle.Place, current, bundle.Bundle);
            }
        }

        if (operations.Count > 0)
        {
            await cluster.PatchAsync(type, null, configuration, new ObjectPatch.JsonPatch(operations), writing, CancellationToken.None);
        }

        return [.. ours];
    }

    private bool IsOurs(BundlePlace place, CaBundle current)
    {
        var known = plan.Known(place);
        return known.Contains(current) || current.Certificates.All(certificate => known.Any(bundle => bundle.Certificates.Contains(certificate)));
    }

    private async Task<bool> RestoreAsync(CancellationToken cancellationToken)
    {
        const string What = "put back the Secret";
        await settings.Progress.TellAsync(What);
        if (await retry.GetAsync(What, RestoreAsync, cancellationToken))
        {
            return true;
        }

        await settings.Progress.TellAsync($"{plan.Scope.Secret.Ref} was changed by somebody else and is left as it is; so are the CA bundles");
        return false;
    }

    private async Task<bool> RestoreAsync()
    {
        var original = plan.Scope.Secret;
        var found = await objects.FindAsync(ResourceTypes.Secret, original.Namespace, original.Name, CancellationToken.None);
        if (found is null || found.Uid != original.Uid)
        {
            return false;
        }

        var isOriginal = SecretVersionReader.Read(found).Entries.Equals(plan.Scope.Original.Entries);
        if (!isOriginal && found.Annotation(CertManagerMarks.CertificateName) != Handover.Certificate.Name)
        {
            return false;
        }

        var json = JsonTree.Of(found.Json)!.AsObject();
        json["data"] = SecretData.Of(plan.Scope.Original.Entries);
        if (WithoutMarks(json["metadata"]!.AsObject()) || !isOriginal)
        {
            await cluster.UpdateAsync(ResourceTypes.Secret, new KubernetesObject(JsonTree.ToElement(json)), writing, CancellationToken.None);
        }

        return true;
    }

    private bool WithoutMarks(JsonObject metadata)
    {
        var changed = false;
        if (metadata["annotations"] is JsonObject annotations)
        {
            foreach (var (key, _) in annotations.Where(annotation => annotation.Key.StartsWith(CertManagerMarks.Prefix, StringComparison.Ordinal)).ToList())
            {
                changed |= plan.Scope.Secret.Annotation(key) is null && annotations.Remove(key);
            }
        }

        changed |= metadata["labels"] is JsonObject labels && plan.Scope.Secret.Label(CertManagerMarks.ControllerLabel) is null && labels.Remove(CertManagerMarks.ControllerLabel);
        if (metadata["ownerReferences"] is JsonArray owners)
        {
            foreach (var owner in owners.OfType<JsonObject>().Where(owner => (string?)owner["kind"] == Handover.Certificate.Kind && (string?)owner["name"] == Handover.Certificate.Name).ToList())
            {
                changed |= owners.Remove(owner);
            }
        }

        return changed;
    }

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        var chain = plan.Scope.Original.Chain;
        foreach (var restart in plan.Steps.OfType<PlanStep.Restart>())
        {
            var condition = restart.Condition == RestartCondition.AtOnce ? RestartCondition.UnlessServed : restart.Condition;
            await runner.DoAsync(restart with { Condition = condition, Chain = chain }, cancellationToken);
        }

        var wait = new PlanStep.AwaitServed("wait until every endpoint serves the old certificate again", chain, Settle);
        await settings.Progress.TellAsync(wait.Title);
        await runner.DoAsync(wait, cancellationToken);
    }

    private async Task<SecretVersion?> StoredAsync(CancellationToken cancellationToken) =>
        await objects.FindAsync(ResourceTypes.Secret, plan.Scope.Secret.Namespace, plan.Scope.Secret.Name, cancellationToken) is { } stored
            ? SecretVersionReader.Read(stored)
            : null;

    private async Task DoAsync(string what, Func<Task> act, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await settings.Progress.TellAsync(what);
        await retry.DoAsync(what, act, cancellationToken);
    }
}

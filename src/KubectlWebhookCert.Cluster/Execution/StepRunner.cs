using System.Globalization;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Owners;
using KubectlWebhookCert.Core.Patching;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>Does one step of a plan, so that it may be done again.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="plan">The plan.</param>
/// <param name="watch">Asks endpoints.</param>
/// <param name="settings">How long, and who is told.</param>
/// <param name="writing">Goes with every write.</param>
/// <param name="started">When this way was begun: the mark of its restarts, so that a repeated one is the same.</param>
internal sealed class StepRunner(ICluster cluster, RotationPlan plan, EndpointWatch watch, ExecutionSettings settings, WriteOptions writing, DateTimeOffset started)
{
    private const int MostListed = 3;

    private readonly Retry retry = new(settings);
    private readonly List<ObjectRef> restarted = [];
    private bool isAsked;

    /// <summary>Workloads that were restarted.</summary>
    public ValueList<ObjectRef> Restarted => [.. restarted];

    private BundleWriter Bundles => new(cluster, plan, writing);

    private SecretWriter Secret => new(cluster, plan, writing);

    private HandoverWriter Objects => new(cluster, writing);

    /// <summary>Does it, or makes sure that it is done.</summary>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">Stops waits; a write that was begun is ended.</param>
    public Task DoAsync(PlanStep step, CancellationToken cancellationToken) => step switch
    {
        PlanStep.WriteBundles write => retry.DoAsync(step.Title, () => Bundles.WriteAsync(write.Bundles, CancellationToken.None), cancellationToken),
        PlanStep.WriteSecret write => retry.DoAsync(step.Title, () => Secret.WriteAsync(write.Version, CancellationToken.None), cancellationToken),
        PlanStep.DeleteSecret => retry.DoAsync(step.Title, () => Secret.DeleteAsync(CancellationToken.None), cancellationToken),
        PlanStep.Create create => retry.DoAsync(step.Title, () => Objects.CreateAsync(create.Manifest, CancellationToken.None), cancellationToken),
        PlanStep.Annotate annotate => retry.DoAsync(step.Title, () => Objects.AnnotateAsync(annotate, CancellationToken.None), cancellationToken),
        PlanStep.AwaitTakenOver wait => SettleAsync(step.Title, wait.Settle, () => NotTakenOverAsync(wait.Certificate, cancellationToken), cancellationToken),
        PlanStep.Renew renew => retry.DoAsync(step.Title, () => RenewAsync(renew.Certificate), cancellationToken),
        PlanStep.Restart restart => RestartAsync(restart, cancellationToken),
        PlanStep.AwaitBundles wait => SettleAsync(step.Title, wait.Settle, () => UnlikeAsync(wait, cancellationToken), cancellationToken),
        PlanStep.AwaitServed wait => SettleAsync(step.Title, wait.Settle, () => LaggingAsync(wait.Chain, cancellationToken), cancellationToken),
        PlanStep.AwaitReissued wait => SettleAsync(step.Title, wait.Settle, () => NotReissuedAsync(cancellationToken), cancellationToken),
        _ => throw new InvalidOperationException("a step that nobody can do"),
    };

    /// <summary>Sends what a step writes, and waits for nothing.</summary>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task RehearseAsync(PlanStep step, CancellationToken cancellationToken) => step switch
    {
        PlanStep.Restart restart => PatchAsync(restart.Workload, cancellationToken),
        PlanStep.Renew when plan.Goal?.Handover is not null => Task.CompletedTask, // the Certificate is only to be created
        _ => DoAsync(step, cancellationToken),
    };

    private async Task<ValueList<string>> UnlikeAsync(PlanStep.AwaitBundles wait, CancellationToken cancellationToken) =>
        [.. (await Bundles.MissingAsync(wait.Bundles, cancellationToken)).Select(place => $"{place} does not hold it")];

    private async Task<ValueList<string>> LaggingAsync(ValueList<Certificate> chain, CancellationToken cancellationToken)
    {
        if (chain is [var leaf, ..])
        {
            return await watch.LaggingAsync(leaf, cancellationToken);
        }

        return await StoredAsync(cancellationToken) is [var current, ..]
            ? await watch.LaggingAsync(current, cancellationToken)
            : [$"{plan.Scope.Secret.Ref} holds no certificate"];
    }

    private async Task<ValueList<Certificate>> StoredAsync(CancellationToken cancellationToken) =>
        await Secret.ReadAsync(cancellationToken) is { } stored ? SecretVersionReader.Read(stored).Chain : [];

    // another leaf, and every bundle trusts it
    private async Task<ValueList<string>> NotReissuedAsync(CancellationToken cancellationToken)
    {
        var scope = plan.Scope;
        var chain = await StoredAsync(cancellationToken);
        if (chain is not [var leaf, ..])
        {
            return [$"{scope.Secret.Ref} holds no certificate"];
        }

        if (leaf.Equals(scope.Original.Chain[0]))
        {
            await MustBeIssuingAsync(cancellationToken);
            return [$"{scope.Secret.Ref} still holds the old certificate"];
        }

        List<string> refusing = [];
        foreach (var place in scope.Bundles.Select(bundle => bundle.Place))
        {
            var bundle = await Bundles.ReadAsync(place, cancellationToken);
            if (bundle is null)
            {
                refusing.Add($"{place} is gone");
            }
            else if (Refusal(bundle, chain, place) is { } why)
            {
                refusing.Add($"{place} refuses it: {why}");
            }
        }

        return [.. refusing];
    }

    // and the CA that the injector is to take from the Secret would be enough
    private async Task<ValueList<string>> NotTakenOverAsync(ObjectRef certificate, CancellationToken cancellationToken)
    {
        if (await NotReissuedAsync(cancellationToken) is { Count: > 0 } left)
        {
            return left;
        }

        var stored = (await Secret.ReadAsync(cancellationToken))!;
        if (stored.Annotation(CertManagerMarks.CertificateName) != certificate.Name)
        {
            return [$"{stored.Ref} does not say that it is of {certificate}"];
        }

        var version = SecretVersionReader.Read(stored);
        var authority = CaBundle.Read(version.Find(CertManagerMarks.AuthorityEntry) ?? ReadOnlyMemory<byte>.Empty);
        return
        [
            .. from bundle in plan.Scope.Bundles
               let why = authority.IsEmpty ? "there is none" : Refusal(authority, version.Chain, bundle.Place)
               where why is not null
               select $"the CA that {stored.Ref} holds would not do for {bundle.Place}: {why}",
        ];
    }

    private string? Refusal(CaBundle bundle, ValueList<Certificate> chain, BundlePlace place) =>
        (Verifier.Verify(VerificationRequest.Of(bundle.Bytes, chain, place.ServerName, settings.Clock.GetUtcNow(), ApiServerVersion.Newest))
            as VerificationResult.Refused)?.Text;

    // a run that goes on later asks once more: what made it fail may be mended by then
    private async Task MustBeIssuingAsync(CancellationToken cancellationToken)
    {
        if (plan.Steps.OfType<PlanStep.Renew>().FirstOrDefault()?.Certificate is not { } certificate)
        {
            return;
        }

        var found = await cluster.GetAsync(ResourceTypes.Certificate, certificate.Namespace, certificate.Name, cancellationToken);
        var failed = found.Json.Items("status", "conditions")
            .Where(condition => condition.Text("type") == "Issuing" && condition.Text("status") == "False" && condition.Text("reason") == "Failed")
            .Select(condition => condition.Text("message") ?? string.Empty)
            .FirstOrDefault();
        if (failed is null)
        {
            return;
        }

        if (isAsked)
        {
            throw new OwnerFailedException(plan.IssuedBy, certificate, failed);
        }

        await RenewAsync(certificate);
    }

    // as its command line does: the condition asks for a new revision, and is taken away once that is there
    private async Task RenewAsync(ObjectRef certificate)
    {
        isAsked = true;
        if (await StoredAsync(CancellationToken.None) is [var leaf, ..] && !leaf.Equals(plan.Scope.Original.Chain[0]))
        {
            return; // an earlier attempt got through
        }

        var found = await cluster.GetAsync(ResourceTypes.Certificate, certificate.Namespace, certificate.Name, CancellationToken.None);
        if (found.Json.Items("status", "conditions").Any(condition => condition.Text("type") == "Issuing" && condition.Text("status") == "True"))
        {
            return;
        }

        var conditions = new JsonArray();
        foreach (var condition in found.Json.Items("status", "conditions").Where(condition => condition.Text("type") != "Issuing"))
        {
            conditions.Add(JsonNode.Parse(condition.GetRawText()));
        }

        conditions.Add((JsonNode)new JsonObject
        {
            ["type"] = "Issuing",
            ["status"] = "True",
            ["reason"] = "ManuallyTriggered",
            ["message"] = "Certificate re-issuance manually triggered",
            ["lastTransitionTime"] = settings.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["observedGeneration"] = found.Json.Number("metadata", "generation"),
        });
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = found.ResourceVersion },
            ["status"] = new JsonObject { ["conditions"] = conditions },
        };
        await cluster.PatchAsync(ResourceTypes.Certificate, certificate.Namespace, certificate.Name, Merge(patch), writing with { Subresource = "status" }, CancellationToken.None);
    }

    // pods that reload have some time for it; the others are made anew
    private async Task RestartAsync(PlanStep.Restart restart, CancellationToken cancellationToken)
    {
        var until = settings.Clock.GetUtcNow() + (restart.Condition == RestartCondition.WhereNotReloaded ? settings.ReloadTime : TimeSpan.Zero);
        while (restart.Condition != RestartCondition.AtOnce)
        {
            var lagging = await retry.GetAsync("ask the endpoints", () => LaggingAsync(restart.Chain, cancellationToken), cancellationToken);
            if (lagging.Count == 0)
            {
                return;
            }

            if (settings.Clock.GetUtcNow() >= until)
            {
                break;
            }

            await settings.Progress.WaitAsync($"{restart.Title}: {lagging[0]}");
            await Task.Delay(2 * Retry.Pause, settings.Clock, cancellationToken);
        }

        if (restart.Condition == RestartCondition.WhereNotReloaded)
        {
            await settings.Progress.TellAsync($"{restart.Workload} has not reloaded: restarting it");
        }

        await retry.DoAsync(restart.Title, () => PatchAsync(restart.Workload, CancellationToken.None), cancellationToken);
        restarted.Add(restart.Workload);
    }

    private Task<KubernetesObject> PatchAsync(ObjectRef workload, CancellationToken cancellationToken)
    {
        var annotations = new JsonObject { ["kubectl.kubernetes.io/restartedAt"] = started.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture) };
        var patch = new JsonObject
        {
            ["spec"] = new JsonObject { ["template"] = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = annotations } } },
        };
        var type = ResourceTypes.All.First(type => type.Kind == workload.Kind);
        return cluster.PatchAsync(type, workload.Namespace, workload.Name, Merge(patch), writing, cancellationToken);
    }

    private async Task SettleAsync(string what, TimeSpan settle, Func<Task<ValueList<string>>> missing, CancellationToken cancellationToken)
    {
        var deadline = settings.Clock.GetUtcNow() + settings.Timeout;
        DateTimeOffset? since = null;
        while (true)
        {
            var left = await retry.GetAsync(what, missing, cancellationToken);
            var now = settings.Clock.GetUtcNow();
            since = left.Count > 0 ? null : since ?? now;
            if (since is { } steady && now - steady >= settle)
            {
                return;
            }

            if (now >= deadline)
            {
                throw new RotationStalledException(what, left.Count > 0 ? Listed(left) : "it does not stay so");
            }

            await settings.Progress.WaitAsync(left.Count > 0 ? $"{what}: {left[0]}" : what);
            await Task.Delay(Retry.Pause, settings.Clock, cancellationToken);
        }
    }

    private static string Listed(ValueList<string> left) => left.Count <= MostListed
        ? string.Join("; ", left)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join("; ", left.Take(MostListed))}; and {left.Count - MostListed} more");

    private static ObjectPatch.MergePatch Merge(JsonObject patch) => new(JsonTree.ToElement(patch));
}

using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Probing;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>
/// Gives up a rotation whose objects are somebody else's by now: what others wrote is left as it is, and what is ours goes back to what it
/// was only where everything then trusts everything.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="plan">The plan that was begun.</param>
/// <param name="prober">Asks endpoints.</param>
/// <param name="settings">How long, and who is told.</param>
internal sealed class Retreat(ICluster cluster, RotationPlan plan, EndpointProber prober, ExecutionSettings settings)
{
    private readonly Retry retry = new(settings);
    private readonly WriteOptions writing = new(false, settings.FieldManager);
    private readonly BundleWriter bundles = new(cluster, plan, new WriteOptions(false, settings.FieldManager));
    private readonly SecretWriter secret = new(cluster, plan, new WriteOptions(false, settings.FieldManager));

    /// <summary>Does so where it must.</summary>
    /// <returns>What is stored in the end; null where everything is ours, so that the whole way back can be gone.</returns>
    public async Task<Remains?> TryAsync(CancellationToken cancellationToken)
    {
        var found = await retry.GetAsync("read what is there", () => secret.ReadAsync(cancellationToken), cancellationToken);
        var isOurs = found is not null && secret.IsKnown(found);
        var held = await HeldAsync(cancellationToken);
        var foreign = held.Where(bundle => !plan.Known(bundle.Place).Contains(bundle.Bundle)).ToList();
        if (plan.Goal is not null && isOurs && foreign.Count == 0 && held.Count == plan.Scope.Bundles.Count)
        {
            return null;
        }

        await TellAsync(isOurs, foreign);
        var stored = found is null ? null : SecretVersionReader.Read(found);
        if (plan.Goal is null)
        {
            return new Remains(stored);
        }

        var original = plan.Scope.Original;
        if (isOurs && stored != original && held.TrueForAll(bundle => Trusts(bundle, original.Chain)))
        {
            await retry.DoAsync("put back the Secret", () => secret.WriteAsync(original, CancellationToken.None), cancellationToken);
            var runner = new StepRunner(cluster, plan, new EndpointWatch(cluster, plan.Scope.Calls, prober), settings, writing, settings.Clock.GetUtcNow());
            await runner.DoAsync(new PlanStep.AwaitServed("wait until every endpoint serves the old certificate again", original.Chain, TimeSpan.Zero), cancellationToken);
            stored = original;
        }

        foreach (var bundle in plan.Scope.Bundles.Where(bundle => held.Exists(now => now.Place == bundle.Place && now != bundle) && !foreign.Exists(other => other.Place == bundle.Place)))
        {
            if (stored is not null && Trusts(bundle, stored.Chain))
            {
                await retry.DoAsync("put back a CA bundle", () => bundles.WriteAsync([bundle], CancellationToken.None), cancellationToken);
            }
            else
            {
                await settings.Progress.TellAsync($"the CA bundle of {bundle.Place} keeps both CAs");
            }
        }

        return new Remains(stored);
    }

    private async Task TellAsync(bool isOurs, List<PlacedBundle> foreign)
    {
        if (plan.Goal is null)
        {
            await settings.Progress.TellAsync($"{plan.Scope.Owner.Name} issues {plan.Scope.Secret.Ref}: it is left as it is");
        }
        else if (!isOurs)
        {
            await settings.Progress.TellAsync($"{plan.Scope.Secret.Ref} was changed by somebody else and is left as it is");
        }

        foreach (var other in foreign)
        {
            await settings.Progress.TellAsync($"the CA bundle of {other.Place} was changed by somebody else and is left as it is");
        }
    }

    private async Task<List<PlacedBundle>> HeldAsync(CancellationToken cancellationToken)
    {
        List<PlacedBundle> held = [];
        foreach (var place in plan.Scope.Bundles.Select(bundle => bundle.Place))
        {
            if (await retry.GetAsync("read a CA bundle", () => bundles.ReadAsync(place, cancellationToken), cancellationToken) is { } bundle)
            {
                held.Add(new PlacedBundle(place, bundle));
            }
        }

        return held;
    }

    private bool Trusts(PlacedBundle held, ValueList<Certificate> chain) => chain.Count > 0
        && Verifier.Verify(VerificationRequest.Of(
            held.Bundle.Bytes, chain, held.Place.ServerName, settings.Clock.GetUtcNow(), ApiServerVersion.Newest)) is not VerificationResult.Refused;

    /// <summary>What is left.</summary>
    /// <param name="Stored">What the Secret holds; null where it is gone.</param>
    internal sealed record Remains(SecretVersion? Stored);
}

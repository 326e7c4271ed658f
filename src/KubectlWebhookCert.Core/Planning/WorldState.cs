using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>
/// What API servers may hold and endpoints may serve at one moment: every combination of the two can happen, whatever the order in which
/// API servers see a bundle and endpoints take up a certificate.
/// </summary>
/// <param name="Bundles">Per place all bundles that some API server may hold.</param>
/// <param name="Chains">All chains that some endpoint may serve.</param>
public sealed record WorldState(ValueList<HeldBundles> Bundles, ValueList<ValueList<Certificate>> Chains)
{
    /// <summary>What may be after a step.</summary>
    /// <param name="step">The step.</param>
    public WorldState After(PlanStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.Effects.Aggregate(this, (state, effect) => state.After(effect));
    }

    /// <summary>Whether what a step makes sure of can come true at all.</summary>
    /// <param name="effect">An effect of it.</param>
    public bool Allows(PlanEffect effect) => effect switch
    {
        PlanEffect.Holds(var place, var bundle) => Bundles.All(held => held.Place != place || held.Bundles.Contains(bundle)),
        PlanEffect.Serves(var chain) => Chains.Contains(chain),
        _ => true,
    };

    private WorldState After(PlanEffect effect) => effect switch
    {
        PlanEffect.MayHold(var place, var bundle) => this with { Bundles = Map(place, held => [.. held.Append(bundle).Distinct()]) },
        PlanEffect.Holds(var place, var bundle) => this with { Bundles = Map(place, _ => [bundle]) },
        PlanEffect.MayServe(var chain) => this with { Chains = [.. Chains.Append(chain).Distinct()] },
        PlanEffect.Serves(var chain) => this with { Chains = [chain] },
        _ => this,
    };

    private ValueList<HeldBundles> Map(BundlePlace place, Func<ValueList<CaBundle>, ValueList<CaBundle>> change) =>
        [.. Bundles.Select(held => held.Place == place ? held with { Bundles = change(held.Bundles) } : held)];
}

/// <summary>The bundles that API servers may hold for one place.</summary>
/// <param name="Place">The place.</param>
/// <param name="Bundles">Each once.</param>
public sealed record HeldBundles(BundlePlace Place, ValueList<CaBundle> Bundles);

using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>What a rotation does, in order. Checked before the first write.</summary>
/// <param name="Scope">What moves together.</param>
/// <param name="Strategy">Which way, kebab-case: <c>direct</c>, <c>cert-controller</c>, ...</param>
/// <param name="Goal">How it is to end; null where the owner issues by itself.</param>
/// <param name="Steps">The steps.</param>
public sealed record RotationPlan(RotationScope Scope, string Strategy, RotationGoal? Goal, ValueList<PlanStep> Steps)
{
    /// <summary>What the user should know beforehand, one sentence each.</summary>
    public ValueList<string> Notes { get; init; } = [];

    /// <summary>Why calls are bound to fail for a while, or null where none need be.</summary>
    public string? Gap { get; init; }

    /// <summary>Who issues where nothing is issued here, for people.</summary>
    public string IssuedBy => Goal?.Handover is null ? Scope.Owner.Name : Handover.Recipient;

    /// <summary>The steps that this plan takes back; none for a plan of its own.</summary>
    public ValueList<PlanStep> Undoes { get; init; } = [];

    /// <summary>Every bundle that a place holds at some time of the plan, the first one as it was.</summary>
    /// <param name="place">The place.</param>
    public ValueList<CaBundle> Known(BundlePlace place) =>
    [
        .. Scope.Bundles.Concat(Scope.Sharing).Where(bundle => bundle.Place == place).Select(bundle => bundle.Bundle)
            .Concat(Steps.Concat(Undoes).SelectMany(step => step.Effects).OfType<PlanEffect.MayHold>().Where(effect => effect.Place == place).Select(effect => effect.Bundle))
            .Distinct(),
    ];

    /// <summary>Everything that the Secret holds at some time of the plan, the first as it was.</summary>
    public ValueList<SecretVersion> KnownSecrets =>
        [Scope.Original, .. Steps.Concat(Undoes).OfType<PlanStep.WriteSecret>().Select(step => step.Version)];
}

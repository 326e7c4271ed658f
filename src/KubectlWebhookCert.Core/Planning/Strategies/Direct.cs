using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Planning.Strategies;

/// <summary>Nobody writes back: bundles and Secret are written where they stand. Trust both, swap, wait for every endpoint, prune.</summary>
internal static class Direct
{
    public static readonly OwnerStrategy Strategy = new(
        "direct", OwnerMark.Silent, (scope, options, goal) => Steps(scope, options, goal!))
    {
        Notes = (scope, _) => scope.Owner.Code == "helm-template"
            ? ["the next helm upgrade renders the chart's certificate again: give it this one in the values, or hand it over with adopt"]
            : [],
    };

    private static IEnumerable<PlanStep> Steps(RotationScope scope, RotationOptions options, RotationGoal goal)
    {
        var both = Both(scope, goal);
        return
        [
            .. Trust.Write("trust the new CA beside the old one", scope, scope.Bundles, both, options.Settle),
            new PlanStep.WriteSecret($"write the new certificate into {scope.Secret.Ref}", scope.Secret.Ref, goal.Secret, []),
            .. Reloading.Steps(scope, options, goal.Secret.Chain),
            .. Trust.Write("trust the new CA alone", scope, both, goal.Bundles, options.Settle),
        ];
    }

    /// <summary>
    /// Old and new for every place, and the CA of the stored certificate where that was missing, which heals at once. Who is to keep both has
    /// them in the wanted order from the start.
    /// </summary>
    /// <param name="scope">What moves together.</param>
    /// <param name="goal">How it is to end.</param>
    public static ValueList<PlacedBundle> Both(RotationScope scope, RotationGoal goal) =>
        [.. scope.Bundles.Zip(goal.Bundles, (now, then) => now.Equals(then) ? now : then with { Bundle = Both(scope, now.Bundle, then.Bundle) })];

    private static CaBundle Both(RotationScope scope, CaBundle now, CaBundle then)
    {
        var trusted = scope.Content.Authorities.Any(stored => stored.Certificate.Equals(scope.Authority))
            ? TrustText.Union(now, TrustText.Of(scope.Authority!))
            : now;
        return TrustText.Holds(then, trusted) ? then : TrustText.Union(trusted, then);
    }
}

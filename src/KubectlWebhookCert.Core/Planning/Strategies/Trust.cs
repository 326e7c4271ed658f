namespace KubectlWebhookCert.Core.Planning.Strategies;

/// <summary>Writes CA bundles where nobody writes them back.</summary>
internal static class Trust
{
    /// <summary>The steps from one state of the bundles to the next; none for bundles that stay.</summary>
    /// <param name="title">What it is for.</param>
    /// <param name="scope">What moves together.</param>
    /// <param name="from">What each place holds before.</param>
    /// <param name="to">What each place is to hold.</param>
    /// <param name="settle">How long it must have been so.</param>
    public static IEnumerable<PlanStep> Write(
        string title, RotationScope scope, ValueList<PlacedBundle> from, ValueList<PlacedBundle> to, TimeSpan settle)
    {
        ValueList<PlacedBundle> changed = [.. to.Where(bundle => !from.Contains(bundle))];
        if (changed.Count == 0)
        {
            yield break;
        }

        // those that share the CA come along when it is added, and keep the old one: what they are served from still needs it
        ValueList<PlacedBundle> added = from == scope.Bundles
            ? [.. scope.Sharing.Select(sharing => sharing with { Bundle = TrustText.Union(sharing.Bundle, to[0].Bundle) })]
            : [];
        foreach (var configuration in changed.Concat(added).GroupBy(bundle => (bundle.Place.Type, bundle.Place.Configuration)))
        {
            yield return new PlanStep.WriteBundles($"{title} in {configuration.Key.Type.Kind} {configuration.Key.Configuration}", [.. configuration]);
        }

        yield return new PlanStep.AwaitBundles("wait until every API server has seen the CA bundles", [.. changed, .. added], settle);
    }
}

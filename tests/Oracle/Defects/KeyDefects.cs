namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Kinds of keys.</summary>
internal static class KeyDefects
{
    public static IReadOnlyList<Defect> All { get; } =
    [
        new("leaf key of another kind", ReasonKind.Accepted, (scenario, draws) =>
            scenario.Leaf.Key = draws.Of([.. scenario.Keys.Rsa, .. scenario.Keys.Other])),
        new("issuer key of another kind", ReasonKind.Accepted, (scenario, draws) =>
            scenario.Issuer.Key = draws.Of([.. scenario.Keys.Rsa, .. scenario.Keys.Other])) { Weight = 20 },
        new("weak leaf key", null, (scenario, draws) => scenario.Leaf.Key = draws.Of(scenario.Keys.Weak)),
        new("weak issuer key", ReasonKind.UnknownAuthority, (scenario, draws) =>
            scenario.Issuer.Key = draws.Of(scenario.Keys.Weak)) { Weight = 15 },
        new("leaf key too large", ReasonKind.KeyTooLarge, (scenario, draws) =>
            scenario.Leaf.Key = PublicKeys.Rsa(draws, draws.Of(8193, 8200, 9000))) { Weight = 20 },
        new("leaf key as large as can be", ReasonKind.Accepted, (scenario, draws) =>
            scenario.Leaf.Key = PublicKeys.Rsa(draws, 8192)) { Weight = 3 },
        new("large key sent along", ReasonKind.KeyTooLarge, (scenario, draws) =>
            scenario.Presented.Add(new Presented(scenario.Authority("large", PublicKeys.Rsa(draws, 8200), scenario.Root)))),
        new("leaf key unusable", ReasonKind.KeyUnusable, (scenario, draws) =>
            scenario.Leaf.Key = PublicKeys.Unusable(draws)) { Weight = 30 },
        new("issuer key unusable", null, (scenario, draws) => scenario.Issuer.Key = PublicKeys.Unusable(draws)),
        new("leaf key broken", null, (scenario, draws) => scenario.Leaf.Key = PublicKeys.Broken(draws)) { Weight = 15 },
        new("issuer key broken", null, (scenario, draws) => scenario.Issuer.Key = PublicKeys.Broken(draws)),
        new("odd exponent", null, (scenario, draws) => DateDefects.Any(scenario, draws).Key = PublicKeys.OddExponent(
            draws)) { Weight = 15 },
        new("same key everywhere", null, (scenario, _) =>
        {
            foreach (var authority in scenario.Authorities)
            {
                authority.Key = scenario.Leaf.Key;
            }
        }),
    ];
}

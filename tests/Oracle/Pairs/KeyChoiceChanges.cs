namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Which keys certificate and private key are about.</summary>
internal static class KeyChoiceChanges
{
    public static IReadOnlyList<PairChange> All { get; } =
    [
        new("wrong key", PairPart.Keys, (pair, draws) => pair.UseKey(pair.Keys.OtherThan(pair.Own, draws))) { Weight = 40 },
        new("wrong kind", PairPart.Keys, (pair, draws) => pair.UseKey(pair.Keys.OtherKind(pair.Own, draws))) { Weight = 40 },
        new("small RSA", PairPart.Keys, (pair, draws) => pair.Use(draws.Of(pair.Keys.Small))),
        new("too small RSA", PairPart.Keys, (pair, draws) => pair.Use(draws.Of(pair.Keys.TooSmall))),
        new("RSA of many primes", PairPart.Keys, (pair, draws) => pair.Use(pair.Keys.ManyPrimes(draws))) { Weight = 15 },
        new("X25519", PairPart.Keys, (pair, _) => pair.UseKey(pair.Keys.X25519)) { Weight = 40 },
        new("certificate key unusable", PairPart.Keys, (pair, draws) => pair.Leaf.Key = PublicKeys.Unusable(draws)) { Weight = 45 },
        new("certificate key broken", PairPart.Keys, (pair, draws) => pair.Leaf.Key = PublicKeys.Broken(draws)),
        new("certificate key of odd exponent", PairPart.Keys, (pair, draws) => pair.Leaf.Key = PublicKeys.OddExponent(draws)),
        new("other exponent in the certificate", PairPart.Keys, (pair, draws) =>
        {
            pair.Use(draws.Of(pair.Keys.Rsa));
            pair.Certify((pair.Own.Rsa! with { PublicExponent = draws.Of(1, 3, 17, 65539, int.MaxValue) }).PublicKeyInfo());
        }) { Weight = 20 },
    ];
}

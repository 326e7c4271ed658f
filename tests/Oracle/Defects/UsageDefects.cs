namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Purposes (extended key usage).</summary>
internal static class UsageDefects
{
    private static readonly string[] Known =
    [
        Oids.ServerAuth, Oids.ClientAuth, Oids.CodeSigning, Oids.AnyUsage, Oids.NetscapeServerGatedCrypto, Oids.MicrosoftServerGatedCrypto,
        "1.2.3.4.5", "1.3.6.1.5.5.7.3.9",
    ];

    public static IReadOnlyList<Defect> All { get; } =
    [
        new("leaf for clients", ReasonKind.IncompatibleUsage, (scenario, draws) =>
            scenario.Leaf.Set(Oids.ExtendedKeyUsage, false, ExtensionValues.Usages(
                draws.Of(Oids.ClientAuth, Oids.CodeSigning, "1.2.3.4.5")))) { Subject = "leaf usage", Weight = 20 },
        new("leaf for servers", ReasonKind.Accepted, (scenario, draws) =>
            scenario.Leaf.Set(Oids.ExtendedKeyUsage, draws.Chance(30), ExtensionValues.Usages(Oids.ClientAuth, Oids.ServerAuth))),
        new("leaf for anything", ReasonKind.Accepted, (scenario, _) =>
            scenario.Leaf.Set(Oids.ExtendedKeyUsage, false, ExtensionValues.Usages(Oids.AnyUsage))),
        new("leaf without purposes", ReasonKind.Accepted, (scenario, _) => scenario.Leaf.Remove(Oids.ExtendedKeyUsage)),
        new("CA for clients", ReasonKind.IncompatibleUsage, (scenario, draws) =>
            draws.Of(scenario.Authorities).Set(Oids.ExtendedKeyUsage, false, ExtensionValues.Usages(Oids.ClientAuth))) { Weight = 15 },
        new("root for clients", ReasonKind.IncompatibleUsage, (scenario, _) =>
            scenario.Root.Set(Oids.ExtendedKeyUsage, false, ExtensionValues.Usages(Oids.ClientAuth))) { Subject = "root usage" },
        new("CA for servers", ReasonKind.Accepted, (scenario, draws) =>
            draws.Of(scenario.Authorities).Set(Oids.ExtendedKeyUsage, false, ExtensionValues.Usages(Oids.ServerAuth, Oids.ClientAuth))),
        new("purposes at random", null, (scenario, draws) =>
        {
            foreach (var certificate in scenario.Authorities.Append(scenario.Leaf).Where(_ => draws.Chance(60)))
            {
                certificate.Set(Oids.ExtendedKeyUsage, draws.Chance(20),
                    ExtensionValues.Usages([.. Enumerable.Range(0, 1 + draws.Next(2)).Select(_ => draws.Of(Known))]));
            }
        }) { Weight = 30 },
        new("odd purposes", null, (scenario, draws) => DateDefects.Any(scenario, draws).Set(Oids.ExtendedKeyUsage, false, draws.Of<byte[]>(
            [0x30, 0], [], [0x30, 2, 6, 0], [5, 0], [0x30, 3, 6, 1, 0x80], [0x30, 3, 4, 1, 1]))),
    ];
}

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>What a certificate says it may do, and extensions that say nothing known.</summary>
internal static class FlagDefects
{
    private const string Unknown = "1.2.3.4.5.6.7";

    public static IReadOnlyList<Defect> All { get; } =
    [
        new("issuer is no CA", ReasonKind.UnknownAuthority, (scenario, _) =>
            scenario.Issuer.Set(Oids.BasicConstraints, true, ExtensionValues.BasicConstraints(isCa: false))) { Weight = 15 },
        new("root is no CA", ReasonKind.UnknownAuthority, (scenario, _) =>
            scenario.Root.Set(Oids.BasicConstraints, true, ExtensionValues.BasicConstraints(isCa: false))) { Subject = "root flags" },
        new("issuer without basicConstraints", ReasonKind.UnknownAuthority, (scenario, _) => scenario.Issuer.Remove(Oids.BasicConstraints)),
        new("basicConstraints not critical", ReasonKind.Accepted, (scenario, _) =>
            scenario.Issuer.Set(Oids.BasicConstraints, false, ExtensionValues.BasicConstraints(isCa: true))),
        new("odd basicConstraints", null, (scenario, draws) =>
            DateDefects.Any(scenario, draws).Set(Oids.BasicConstraints, true, draws.Of<byte[]>(
            [], [0x30], [0x30, 3, 1, 1, 1], [0x30, 3, 2, 1, 0], [0x30, 6, 1, 1, 0xff, 2, 1, 0xff], [0x30, 3, 1, 1, 0],
            [0x30, 8, 1, 1, 0xff, 2, 3, 1, 0, 0],
            [0x30, 0, 0], [4, 0], [0x30, 12, 1, 1, 0xff, 2, 7, 1, 1, 1, 1, 1, 1, 1], [0x30, 9, 1, 1, 0xff, 2, 4, 0x7f, 0xff, 0xff, 0xff])))
            { Weight = 15 },
        new("issuer may not sign", ReasonKind.UnknownAuthority, (scenario, draws) =>
            scenario.Issuer.Set(Oids.KeyUsage, true, draws.Of<byte[]>(
            ExtensionValues.ServingUsage, [3, 2, 1, 2], [3, 3, 7, 0, 0x80]))),
        new("issuer without key usage", ReasonKind.Accepted, (scenario, _) => scenario.Issuer.Remove(Oids.KeyUsage)),
        new("odd key usage", null, (scenario, draws) => DateDefects.Any(scenario, draws).Set(Oids.KeyUsage, true, draws.Of<byte[]>(
            [3, 1, 0], [3, 2, 0, 4], [3, 2, 7, 4], [3, 2, 9, 4], [3, 0], [4, 1, 4], [3, 2, 2, 4, 0], [3, 3, 0, 0, 0], []))),
        new("path length too short", ReasonKind.TooManyIntermediates, (scenario, draws) =>
        {
            while (scenario.Authorities.Count < 2)
            {
                scenario.AddIntermediate(draws);
            }

            scenario.Root.Set(Oids.BasicConstraints, true, ExtensionValues.BasicConstraints(true, 0));
        }) { Weight = 25 },
        new("path length of the root 0", null, (scenario, _) =>
            scenario.Root.Set(Oids.BasicConstraints, true, ExtensionValues.BasicConstraints(true, 0))),
        new("path length", null, (scenario, draws) =>
            draws.Of(scenario.Authorities).Set(Oids.BasicConstraints, true,
                ExtensionValues.BasicConstraints(true, draws.Of(0, 1, 2, -1, 100)))) { Weight = 15 },
        new("version 1 root", ReasonKind.Accepted, (scenario, _) => MakeOld(scenario.Root, 1)),
        new("version 1 intermediate", ReasonKind.NotAuthorizedToSign, (scenario, draws) =>
            MakeOld(scenario.AddIntermediate(draws), draws.Of(1, 2))) { Weight = 40 },
        new("version 1 leaf", null, (scenario, draws) => MakeOld(scenario.Leaf, draws.Of(1, 2))),
        new("odd version", null, (scenario, draws) => DateDefects.Any(scenario, draws).Version = draws.Of(0, 1, 2, 4, 5, 1000)),
        new("critical extension in the leaf", ReasonKind.UnhandledCriticalExtension, (scenario, _) =>
            scenario.Leaf.Set(Unknown, true, [5, 0])) { Subject = "leaf extension", Weight = 20 },
        new("critical extension in the issuer", ReasonKind.UnhandledCriticalExtension, (scenario, draws) =>
            scenario.Issuer.Set(draws.Of(Unknown, "2.5.29.99", "1.3.6.1.5.5.7.1.3"), true, [5, 0])),
        new("critical extension in the root", ReasonKind.UnhandledCriticalExtension, (scenario, _) =>
            scenario.Root.Set(Unknown, true, [5, 0])) { Subject = "root extension" },
        new("extension that is not critical", ReasonKind.Accepted, (scenario, draws) =>
            DateDefects.Any(scenario, draws).Set(Unknown, false, [5, 0])),
        new("known extensions that are critical", null, (scenario, draws) => DateDefects.Any(scenario, draws).Set(
            draws.Of("2.5.29.31", "1.3.6.1.5.5.7.1.1", "2.5.29.18", "2.5.29.32", "2.5.29.9", "2.5.29.14", "2.5.29.35"),
            draws.Chance(80),
            draws.Of<byte[]>([0x30, 0], [5, 0], [0x30, 2, 0x30, 0], [4, 1, 1]))) { Weight = 20 },
        new("extension twice", null, (scenario, draws) =>
        {
            var extensions = DateDefects.Any(scenario, draws).Extensions;
            extensions.AddRange(extensions.Count == 0 ? [] : [draws.Of(extensions)]);
        }),
    ];

    private static void MakeOld(CertificateSpec certificate, int version)
    {
        certificate.Version = version;
        certificate.Extensions.Clear();
        certificate.HasKeyId = certificate.HasIssuerKeyId = false;
    }
}

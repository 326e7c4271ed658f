namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Validity.</summary>
internal static class DateDefects
{
    private static readonly string[] UtcTimes =
    [
        "250101000000Z", "2501010000Z", "250101000000+0100", "250101000000-0000", "500101000000Z", "491231235959Z", "251301000000Z",
        "250101240000Z",
        "250101000060Z", "250229000000Z", "25010100000Z", "", "250101000000", "250101000000z", "300101000000Z",
    ];

    private static readonly string[] GeneralizedTimes =
    [
        "20250101000000Z", "99991231235959Z", "20250101000000.5Z", "20250101000000+0100", "202501010000Z", "00010101000000Z",
        "20500101000000Z",
        "2025010100Z", "20250101000000", "12340101000000Z", "20300101000000Z",
    ];

    public static IReadOnlyList<Defect> All { get; } =
    [
        new("leaf expired", ReasonKind.Expired, (scenario, draws) =>
            Expire(scenario.Leaf, scenario, draws)) { Subject = "leaf dates", Weight = 25 },
        new("leaf not yet valid", ReasonKind.NotYetValid, (scenario, draws) =>
            Delay(scenario.Leaf, scenario, draws)) { Subject = "leaf dates", Weight = 20 },
        new("issuer expired", ReasonKind.Expired, (scenario, draws) => Expire(scenario.Issuer, scenario, draws)) { Weight = 15 },
        new("root expired", ReasonKind.Expired, (scenario, draws) =>
            Expire(scenario.Root, scenario, draws)) { Subject = "root dates", Weight = 15 },
        new("issuer not yet valid", ReasonKind.NotYetValid, (scenario, draws) => Delay(scenario.Issuer, scenario, draws)),
        new("root not yet valid", ReasonKind.NotYetValid, (scenario, draws) =>
            Delay(scenario.Root, scenario, draws)) { Subject = "root dates" },
        new("at the first second", ReasonKind.Accepted, (scenario, draws) => Any(scenario, draws).NotBefore = scenario.At),
        new("at the last second", ReasonKind.Accepted, (scenario, draws) => Any(scenario, draws).NotAfter = scenario.At),
        new("valid never", null, (scenario, draws) =>
        {
            var certificate = Any(scenario, draws);
            (certificate.NotBefore, certificate.NotAfter) = (certificate.NotAfter, certificate.NotBefore);
        }),
        new("far dates", ReasonKind.Accepted, (scenario, draws) =>
        {
            var certificate = Any(scenario, draws);
            certificate.NotBefore = new DateTimeOffset(draws.Of(1950, 1949, 1969, 1), 1, 1, 0, 0, 0, TimeSpan.Zero);
            certificate.NotAfter = new DateTimeOffset(draws.Of(2049, 2050, 9999), 12, 31, 23, 59, 59, TimeSpan.Zero);
        }),
        new("odd times", null, (scenario, draws) => Any(scenario, draws).RawValidity =
            CertificateWriter.Element(0x30, [.. OddTime(draws),
                .. draws.Chance(60) ? CertificateWriter.Element(0x17, "300101000000Z") : OddTime(draws)]))
            { Weight = 30 },
    ];

    /// <summary>The leaf or one of its issuers.</summary>
    public static CertificateSpec Any(Scenario scenario, Draws draws) =>
        draws.Chance(50) ? scenario.Leaf : draws.Of(scenario.Authorities);

    private static byte[] OddTime(Draws draws) => draws.Chance(70)
        ? CertificateWriter.Element(0x17, draws.Of(UtcTimes))
        : CertificateWriter.Element(0x18, draws.Of(GeneralizedTimes));

    private static void Expire(CertificateSpec certificate, Scenario scenario, Draws draws)
    {
        certificate.NotBefore = scenario.At.AddYears(-2);
        certificate.NotAfter = scenario.At.AddSeconds(-draws.Of(1, 60, 86_400, 20_000_000));
    }

    private static void Delay(CertificateSpec certificate, Scenario scenario, Draws draws)
    {
        certificate.NotBefore = scenario.At.AddSeconds(draws.Of(1, 60, 86_400, 20_000_000));
        certificate.NotAfter = scenario.At.AddYears(5);
    }
}

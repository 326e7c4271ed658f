using System.Globalization;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Name constraints of CAs.</summary>
internal static class ConstraintDefects
{
    private static readonly string[] Domains =
    [
        "ns.svc", ".ns.svc", "svc", ".svc", "hook.ns.svc", ".hook.ns.svc", "HOOK.ns.svc", "*.ns.svc", "example.com", ".example.com", "",
        ".", "ns.svc.", "a..b", "h_k.svc", "k.ns.svc", "-a.b",
        "hôok", "10.1.2.3",
    ];

    private static readonly string[] Mailboxes = ["a@hook.ns.svc", "hook.ns.svc", ".ns.svc", "@hook.ns.svc", "b@example.com", "",
        "A@HOOK.ns.svc", "a@", "\"a\"@hook.ns.svc"];

    public static IReadOnlyList<Defect> All { get; } =
    [
        new("only other names permitted", ReasonKind.NameNotPermitted, (scenario, draws) =>
            Constrain(
                draws.Of(scenario.Authorities), draws, [GeneralName.Dns("example.com"), GeneralName.Dns(".o.svc")], [])) { Weight = 20 },
        new("the name excluded", ReasonKind.NameNotPermitted, (scenario, draws) =>
            Constrain(draws.Of(scenario.Authorities), draws, [], [GeneralName.Dns(draws.Of("ns.svc", "svc", ".ns.svc", "hook.ns.svc"))])),
        new("root permits other names", ReasonKind.NameNotPermitted, (scenario, _) =>
            scenario.Root.Set(Oids.NameConstraints, true, ExtensionValues.Constraints(
                [GeneralName.Dns("example.com")], []))) { Subject = "root constraints" },
        new("the name permitted", ReasonKind.Accepted, (scenario, draws) =>
            Constrain(
                draws.Of(scenario.Authorities),
                draws,
                [GeneralName.Dns("example.com"), GeneralName.Dns("svc"), GeneralName.Dns("local")],
                [GeneralName.Dns(draws.Of("other.svc", "hook.other.svc", "svc.cluster.local.example"))])),
        new("addresses constrained", null, (scenario, draws) =>
        {
            scenario.Leaf.SetNames(GeneralName.Dns("hook.ns.svc"),
                GeneralName.Ip(draws.Of("10.1.2.3", "192.168.0.1", "::1", "fd00::1", "::ffff:10.1.2.3")));
            Constrain(draws.Of(scenario.Authorities), draws, Some(draws, Range), Some(draws, Range));
        }) { Weight = 20 },
        new("mailboxes constrained", null, (scenario, draws) =>
        {
            scenario.Leaf.SetNames(GeneralName.Dns("hook.ns.svc"),
                GeneralName.Email(draws.Of("a@hook.ns.svc", "a@x.hook.ns.svc", "b@example.com", "A@hook.NS.svc", "\"a\"@hook.ns.svc")));
            Constrain(draws.Of(scenario.Authorities), draws, Some(draws, Mailbox), Some(draws, Mailbox));
        }) { Weight = 20 },
        new("locations constrained", null, (scenario, draws) =>
        {
            scenario.Leaf.SetNames(GeneralName.Dns("hook.ns.svc"), GeneralName.Uri(draws.Of(
                "https://hook.ns.svc/", "https://a.hook.ns.svc:8443/x", "https://10.1.2.3/", "https://[::1]:1/", "spiffe:a",
                "https://h_k.ns.svc", "https:///x", "mailto:a@b.c", "https://[fe80::1%25en0]/")));
            Constrain(draws.Of(scenario.Authorities), draws, Some(draws, Location), Some(draws, Location));
        }) { Weight = 20 },
        new("domains constrained", null, (scenario, draws) =>
        {
            if (draws.Chance(60))
            {
                scenario.Leaf.SetNames(GeneralName.Dns("hook.ns.svc"),
                    GeneralName.Dns(draws.Of("*.ns.svc", "*.svc", "HOOK.example.com", "hook", "a.b_c.ns.svc", "x.hook.ns.svc", "ns.svc",
                    "*.hook.ns.svc", "")));
            }

            foreach (var authority in scenario.Authorities.Where(_ => draws.Chance(70)))
            {
                Constrain(authority, draws, Some(draws, Domain), Some(draws, Domain));
            }
        }) { Weight = 40 },
        new("names of a CA constrained", null, (scenario, draws) =>
        {
            scenario.AddIntermediate(draws).SetNames(GeneralName.Dns(draws.Of("ca.ns.svc", "ca.example.com", "*.svc")));
            Constrain(scenario.Root, draws, Some(draws, Domain), Some(draws, Domain));
        }),
        new("directory names constrained", null, (scenario, draws) =>
            Constrain(draws.Of(scenario.Authorities), draws, [GeneralName.Directory(SubjectName.CommonName("a"))],
                draws.Chance(50) ? [GeneralName.Dns("example.com")] : [])),
        new("constraints on no name of the leaf", null, (scenario, draws) =>
        {
            scenario.Leaf.Remove(Oids.AlternativeNames);
            scenario.Leaf.Subject = SubjectName.CommonName("hook.ns.svc");
            Constrain(scenario.Root, draws, [GeneralName.Dns("example.com")], []);
        }) { Weight = 3 },
        new("constraints of the leaf", null, (scenario, draws) => Constrain(scenario.Leaf, draws, [GeneralName.Dns("example.com")], [])),
        new("odd constraints", null, (scenario, draws) => DateDefects.Any(scenario, draws).Set(
            Oids.NameConstraints, draws.Chance(70), draws.Of<byte[]>(
            [0x30, 0], [], [5, 0], [0x30, 2, 0xa0, 0], [0x30, 4, 0xa0, 2, 0x30, 0], [0x30, 9, 0xa0, 7, 0x30, 5, 0x82, 3, 0x61, 0x2e, 0x62],
            [0x30, 2, 0xa2, 0],
            [0x30, 12, 0xa0, 10, 0x30, 8, 0x82, 3, 0x61, 0x2e, 0x62, 0x80, 1, 0], [0x30, 4, 0xa1, 0, 0xa0, 0],
            [0x30, 7, 0xa0, 5, 0x30, 3, 0x82, 1, 0xff]))) { Weight = 15 },
        // 520 × 520 comparisons are more than the 250,000 that Go up to 1.25 makes.
        new("too many constraints", null, (scenario, _) =>
        {
            scenario.Leaf.SetNames([.. Numbered(520, "ns.svc"), GeneralName.Dns("hook.ns.svc")]);
            scenario.Root.Set(Oids.NameConstraints, true, ExtensionValues.Constraints([], [.. Numbered(520, "x")]));
        }) { Weight = 6 },
    ];

    private static void Constrain(CertificateSpec certificate, Draws draws, IReadOnlyList<GeneralName> permitted,
        IReadOnlyList<GeneralName> excluded) =>
        certificate.Set(Oids.NameConstraints, draws.Chance(70), ExtensionValues.Constraints(permitted, excluded));

    private static IReadOnlyList<GeneralName> Some(Draws draws, Func<Draws, GeneralName> name) =>
        [.. Enumerable.Range(0, draws.Of(0, 1, 1, 2)).Select(_ => name(draws))];

    private static IEnumerable<GeneralName> Numbered(int count, string domain) =>
        Enumerable.Range(0, count).Select(i => GeneralName.Dns($"n{i.ToString(CultureInfo.InvariantCulture)}.{domain}"));

    private static GeneralName Domain(Draws draws) => GeneralName.Dns(draws.Of(Domains));

    private static GeneralName Mailbox(Draws draws) => GeneralName.Email(draws.Of(Mailboxes));

    private static GeneralName Location(Draws draws) => GeneralName.Uri(draws.Of(Domains));

    private static GeneralName Range(Draws draws) => draws.Next(10) switch
    {
        0 => new GeneralName(7, draws.Bytes(draws.Of(0, 4, 7, 8, 16, 31, 32))),
        1 => GeneralName.Range("10.1.2.3", "255.0.0.0"),
        2 => GeneralName.Range("10.0.0.0", "255.0.255.0"),
        3 => GeneralName.Range("fd00::", "ff00::"),
        4 => GeneralName.Range("::ffff:10.0.0.0", "ffff:ffff:ffff:ffff:ffff:ffff:ff00:0"),
        5 => GeneralName.Range("0.0.0.0", "0.0.0.0"),
        6 => GeneralName.Range("::", "::"),
        7 => GeneralName.Range("192.168.0.0", "255.255.0.0"),
        _ => GeneralName.Range("10.0.0.0", "255.0.0.0"),
    };
}

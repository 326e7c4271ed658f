using System.Globalization;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>The leaf's names, and the name that is asked for.</summary>
internal static class NameDefects
{
    private static readonly string[] Labels =
    [
        "hook", "ns", "svc", "*", "HOOK", "h*", "_hook", "-hook", "hook-", "", "xn--hk-sna", "hôok", "a b", "10", "cluster", "local",
        "a\0b",
    ];

    private static readonly string[] Hosts =
    [
        "HOOK.ns.svc", "hook.ns.svc.", "hook.ns.svc..", ".hook.ns.svc", "*.ns.svc", "ho_ok.ns.svc", "hook..svc", "-hook.ns.svc",
        "hook.ns.svc:443",
        "a b", "hook", "hôok.ns.svc", "xn--hk-sna.ns.svc", "10.1.2.3", "010.1.2.3", "::1", "[::1]", "[fd00::1]", "fe80::1%eth0",
        "[fe80::1%eth0]",
        "::ffff:10.1.2.3", "1.2.3", "0x0a.1.2.3", "[10.1.2.3]", "[hook.ns.svc]", "10.1.2.3.", "e.example.org", "2001:db8::00",
    ];

    public static IReadOnlyList<Defect> All { get; } =
    [
        Names("other name", ReasonKind.NameMismatch, "other.ns.svc", "other.ns.svc.cluster.local") with { Subject = "name", Weight = 20 },
        Names("short names", ReasonKind.NameMismatch, "hook", "hook.ns") with { Subject = "name" },
        Names("cluster.local only", ReasonKind.NameMismatch, "hook.ns.svc.cluster.local"),
        Names("wildcard too high", ReasonKind.NameMismatch, "*.svc"),
        Names("wildcard in a label", ReasonKind.NameMismatch, "ho*.ns.svc"),
        Names("wildcard in the middle", ReasonKind.NameMismatch, "hook.*.svc"),
        Names("name with a trailing dot", ReasonKind.NameMismatch, "hook.ns.svc."),
        Names("wildcard that fits", ReasonKind.Accepted, "*.ns.svc"),
        Names("upper case", ReasonKind.Accepted, "HOOK.Ns.SVC"),
        new("only an address", ReasonKind.NameMismatch, (scenario, _) => scenario.Leaf.SetNames(GeneralName.Ip("10.1.2.3"))),
        new("only other kinds of names", ReasonKind.NameMismatch, (scenario, draws) => scenario.Leaf.SetNames(
            draws.Of(GeneralName.Email("a@hook.ns.svc"), GeneralName.Other(), GeneralName.Registered(),
                GeneralName.Uri("https://hook.ns.svc/")))),
        new("no names", ReasonKind.NameMismatch, (scenario, draws) =>
        {
            scenario.Leaf.Remove(Oids.AlternativeNames);
            scenario.Leaf.Subject = draws.Of(SubjectName.Empty, SubjectName.CommonName("somebody"));
        }) { Subject = "name" },
        new("common name only", ReasonKind.LegacyCommonName, (scenario, draws) =>
        {
            scenario.Leaf.Remove(Oids.AlternativeNames);
            scenario.Leaf.Subject = SubjectName.CommonName(draws.Of("hook.ns.svc", "*.ns.svc", "Hook.ns.svc"));
        }) { Subject = "name", Weight = 30 },
        new("common name of a host", null, (scenario, draws) =>
        {
            scenario.Leaf.Remove(Oids.AlternativeNames);
            scenario.Leaf.Subject = SubjectName.CommonName(draws.Of(Hosts));
            scenario.ServerName = draws.Of(Hosts);
        }),
        new("many names", ReasonKind.NameMismatch, (scenario, draws) =>
        {
            var count = draws.Of(98, 99, 100, 101, 120);
            scenario.Leaf.SetNames([.. Enumerable.Range(0, count).Select(
                i => GeneralName.Dns($"n{i.ToString(CultureInfo.InvariantCulture)}.ns.svc"))]);
        }),
        new("many addresses", ReasonKind.NameMismatch, (scenario, draws) =>
        {
            var count = draws.Of(1, 3, 99, 100, 101);
            scenario.ServerName = "10.1.2.3";
            scenario.Leaf.SetNames([.. Enumerable.Range(1, count).Select(
                i => GeneralName.Ip($"10.9.0.{i.ToString(CultureInfo.InvariantCulture)}"))]);
        }),
        new("an address as host", ReasonKind.NameMismatch, (scenario, draws) =>
            scenario.ServerName = draws.Of("10.1.2.3", "::1", "[::1]", "2001:db8::1", "::ffff:10.1.2.3")),
        new("an address that is named", ReasonKind.Accepted, (scenario, draws) =>
        {
            var address = draws.Of("10.1.2.3", "::1", "2001:db8::1");
            scenario.ServerName = address.Contains(':', StringComparison.Ordinal) && draws.Chance(50) ? $"[{address}]" : address;
            scenario.Leaf.SetNames(GeneralName.Dns("hook.ns.svc"), GeneralName.Ip(address));
        }),
        new("an odd host", null, (scenario, draws) =>
        {
            scenario.ServerName = draws.Of(Hosts);
            scenario.Leaf.SetNames(GeneralName.Dns(draws.Of(Hosts)), GeneralName.Ip(draws.Of("10.1.2.3", "::1", "fe80::1", "fd00::1")),
                GeneralName.Dns("*.ns.svc"));
        }) { Weight = 30 },
        new("odd names", null, (scenario, draws) =>
            scenario.Leaf.SetNames([.. Enumerable.Range(0, 1 + draws.Next(3)).Select(_ => OddName(draws))])) { Weight = 30 },
        new("odd names beside the right one", null, (scenario, draws) =>
            scenario.Leaf.SetNames(OddName(draws), GeneralName.Dns("hook.ns.svc"), OddName(draws))) { Weight = 20 },
    ];

    private static Defect Names(string name, ReasonKind expected, params string[] names) =>
        new(name, expected, (scenario, _) => scenario.Leaf.SetNames([.. names.Select(GeneralName.Dns)]));

    private static GeneralName OddName(Draws draws) => draws.Next(12) switch
    {
        0 => GeneralName.Dns(draws.Of(Hosts)),
        1 => new GeneralName(7, draws.Bytes(draws.Of(0, 3, 4, 5, 8, 16, 17))),
        2 => GeneralName.Email(draws.Of("", "@", "a@b", "\"a b\"@hook.ns.svc", "a..b@c", "a@", "nobody", "ü@b.c",
            new string('a', 300) + "@b.c")),
        3 => GeneralName.Uri(draws.Of("", "https://hook.ns.svc", "spiffe://a/b", "::", "http://[::1]/", "http://a b/", "%zz", "mailto:a@b",
            "http://h\u00f6/")),
        4 => GeneralName.Directory(SubjectName.CommonName("a")),
        5 => GeneralName.Other(),
        6 => GeneralName.Registered(),
        7 => new GeneralName(2, draws.Bytes(draws.Next(6))),
        8 => new GeneralName(draws.Of(3, 5, 9, 15), [0x30, 0]),
        _ => GeneralName.Dns(string.Join('.', Enumerable.Range(0, 1 + draws.Next(4)).Select(_ => draws.Of(Labels)))),
    };
}

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Certificate policies.</summary>
internal static class PolicyDefects
{
    private static readonly string[] Known = ["1.2.3.1", "1.2.3.2", "1.2.3.3", Oids.AnyPolicy];

    public static IReadOnlyList<Defect> All { get; } =
    [
        new("policies that are required and missing", ReasonKind.NoValidChain, (scenario, draws) =>
        {
            // Not the root: what an anchor says of policies does not count.
            scenario.AddIntermediate(draws).Set(Oids.PolicyConstraints, true, ExtensionValues.PolicyConstraints(0, null));
            scenario.Leaf.Remove(Oids.Policies);
        }) { Weight = 30 },
        new("policies missing, and purposes wrong", null, (scenario, draws) =>
        {
            scenario.AddIntermediate(draws).Set(Oids.PolicyConstraints, true, ExtensionValues.PolicyConstraints(0, null));
            scenario.Leaf.Set(Oids.ExtendedKeyUsage, false, ExtensionValues.Usages(Oids.ClientAuth));
        }),
        new("a chain without its policies, another for clients", null, (scenario, draws) =>
        {
            var intermediate = scenario.AddIntermediate(draws);
            intermediate.Set(Oids.PolicyConstraints, false, ExtensionValues.PolicyConstraints(0, null));
            var twin = intermediate.Clone();
            twin.Serial = 77;
            twin.Remove(Oids.PolicyConstraints);
            twin.Set(Oids.ExtendedKeyUsage, false, ExtensionValues.Usages(Oids.ClientAuth));
            scenario.Send(1 + draws.Next(2), new Presented(twin));
        }),
        new("policies that match", null, (scenario, draws) =>
        {
            foreach (var certificate in scenario.Authorities.Append(scenario.Leaf))
            {
                certificate.Set(Oids.Policies, draws.Chance(30), ExtensionValues.Policies("1.2.3.1"));
            }

            scenario.Issuer.Set(Oids.PolicyConstraints, true, ExtensionValues.PolicyConstraints(0, null));
        }),
        new("policies at random", null, (scenario, draws) =>
        {
            while (scenario.Authorities.Count < 3 && draws.Chance(60))
            {
                scenario.AddIntermediate(draws);
            }

            foreach (var certificate in scenario.Authorities.Append(scenario.Leaf))
            {
                Decorate(certificate, draws);
            }
        }) { Weight = 60 },
        new("odd policies", null, (scenario, draws) => DateDefects.Any(scenario, draws).Set(
            draws.Of(Oids.Policies, Oids.PolicyMappings, Oids.PolicyConstraints, Oids.InhibitAnyPolicy),
            draws.Chance(50),
            draws.Of<byte[]>([0x30, 0], [], [5, 0], [2, 1, 0xff], [2, 1, 0], [0x30, 3, 0x80, 1, 0xff], [0x30, 3, 0x81, 1, 0],
                [0x30, 3, 0x82, 1, 0], [0x30, 2, 0x30, 0], [2, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1],
                ExtensionValues.Policies("1.2.3.1", "1.2.3.1"),
                ExtensionValues.PolicyMappings((Oids.AnyPolicy, "1.2.3.1")),
                ExtensionValues.PolicyMappings(("1.2.3.1", Oids.AnyPolicy))))) { Weight = 15 },
    ];

    private static void Decorate(CertificateSpec certificate, Draws draws)
    {
        if (draws.Chance(75))
        {
            certificate.Set(Oids.Policies, draws.Chance(30),
                ExtensionValues.Policies([.. Known.Where(_ => draws.Chance(45)).DefaultIfEmpty("1.2.3.1")]));
        }

        if (draws.Chance(30))
        {
            certificate.Set(Oids.PolicyMappings, draws.Chance(50),
                ExtensionValues.PolicyMappings((draws.Of(Known[..3]), draws.Of(Known[..3]))));
        }

        if (draws.Chance(40))
        {
            certificate.Set(Oids.PolicyConstraints, draws.Chance(50),
                ExtensionValues.PolicyConstraints(draws.Of<int?>(0, 1, 2, null), draws.Of<int?>(0, 1, null)));
        }

        if (draws.Chance(25))
        {
            certificate.Set(Oids.InhibitAnyPolicy, draws.Chance(50), ExtensionValues.Integer(draws.Next(3)));
        }
    }
}

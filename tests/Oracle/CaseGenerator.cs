namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>
/// Makes cases. What a case is depends on seed and index only, not on what was made before or by whom; bytes differ from run to
/// run where keys and signatures are random.
/// </summary>
internal sealed class CaseGenerator(KeyPool keys, ulong seed)
{
    private const int BaseSteps = 1;
    private const int ChoiceSteps = 2;
    private const int DefectSteps = 3;

    private readonly CertificateWriter writer = new();

    /// <summary>A case with 0 to 4 changes; every fifth has harmless ones only.</summary>
    public OracleCase Make(int index)
    {
        var draws = new Draws(seed, (ulong)index, ChoiceSteps);
        var harmless = draws.Chance(20);
        var count = draws.Weighted([0, 1, 2, 3, 4], number => harmless ? 10 : new[] { 4, 40, 30, 17, 9 }[number]);
        var pool = harmless ? DefectSet.Harmless : DefectSet.All;
        return Make(index, [.. Enumerable.Range(0, count).Select(_ => draws.Weighted(pool, defect => defect.Weight))]);
    }

    /// <summary>A case with exactly these changes. Each draws for itself: leaving one out does not change what the others do.</summary>
    public OracleCase Make(int index, params IReadOnlyList<Defect> defects)
    {
        var scenario = MakeSound(new Draws(seed, (ulong)index, BaseSteps));
        foreach (var defect in defects)
        {
            var number = (ulong)DefectSet.All.Index().First(known => known.Item == defect).Index;
            defect.Plant(scenario, new Draws(seed, (ulong)index, DefectSteps, number));
        }

        return scenario.Encode(writer, seed, index, [.. defects.Select(defect => defect.Name)]);
    }

    private Scenario MakeSound(Draws draws)
    {
        var leaf = new CertificateSpec
        {
            Subject = SubjectName.CommonName(draws.Of("hook.ns.svc", "webhook", "hook")),
            Key = keys.DrawServing(draws),
            NotBefore = default,
            NotAfter = default,
            Serial = 1 + draws.Next(100),
        };
        var scenario = new Scenario { Keys = keys, Leaf = leaf };
        leaf.NotBefore = scenario.At.AddDays(-30);
        leaf.NotAfter = scenario.At.AddDays(60);
        leaf.Set(Oids.KeyUsage, true, ExtensionValues.ServingUsage);
        leaf.Set(Oids.BasicConstraints, true, ExtensionValues.BasicConstraints(isCa: false));
        leaf.Set(Oids.ExtendedKeyUsage, false, ExtensionValues.Usages(Oids.ServerAuth));
        leaf.SetNames(GeneralName.Dns("hook.ns.svc"), GeneralName.Dns("hook.ns.svc.cluster.local"));

        var root = scenario.Authority("root", keys.Draw(draws), null);
        scenario.Authorities.Add(root);
        leaf.Issuer = root;
        scenario.Bundle.Add(new BundleBlock(root));
        scenario.Presented.Add(new Presented(leaf));
        var intermediates = draws.Weighted([0, 1, 2, 3], number => new[] { 45, 35, 15, 5 }[number]);
        for (var number = 0; number < intermediates; number++)
        {
            scenario.AddIntermediate(draws);
        }

        return scenario;
    }
}

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>
/// Makes pairs. What a pair is depends on seed and index only; bytes differ from run to run where keys are random. Two things that we
/// do not do as Go does are never made: labels that do not look like one, and RSA encodings above 16 KiB.
/// </summary>
internal sealed class PairGenerator(PairKeys keys, ulong seed)
{
    private const int BaseSteps = 11;
    private const int ChoiceSteps = 12;
    private const int ChangeSteps = 13;
    private const int Attempts = 10;

    private readonly CertificateWriter writer = new();

    /// <summary>A pair with 0 to 3 changes, no two of which touch the same.</summary>
    public PairCase Make(int index)
    {
        var draws = new Draws(seed, (ulong)index, ChoiceSteps);
        var count = draws.Weighted([0, 1, 2, 3], number => new[] { 10, 60, 22, 8 }[number]);
        var chosen = new List<PairChange>();
        for (var attempt = 0; attempt < Attempts && chosen.Count < count; attempt++)
        {
            var change = draws.Weighted(PairChangeSet.All, known => known.Weight);
            if (chosen.TrueForAll(known => (known.Parts & change.Parts) == PairPart.None))
            {
                chosen.Add(change);
            }
        }

        return Make(index, chosen);
    }

    /// <summary>A pair with exactly these changes.</summary>
    public PairCase Make(int index, params IReadOnlyList<PairChange> changes)
    {
        var draws = new Draws(seed, (ulong)index, BaseSteps);
        var pair = new PairScenario(keys, keys.Draw(draws), isPkcs8: draws.Chance(50));

        // Which keys it is about comes first: another key drops what was done to the one before.
        foreach (var change in changes.OrderBy(change => change.Parts))
        {
            var number = (ulong)PairChangeSet.All.Index().First(known => known.Item == change).Index;
            change.Plant(pair, new Draws(seed, (ulong)index, ChangeSteps, number));
        }

        return pair.Encode(writer, seed, index, [.. changes.Select(change => change.Name)]);
    }
}

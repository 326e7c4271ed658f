using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>What came of a run. Filled by several threads.</summary>
/// <param name="settings">Of the run.</param>
/// <param name="versions">Of the oracles.</param>
internal sealed class OracleReport(OracleSettings settings, IReadOnlyList<GoVersion> versions)
{
    private const int Kept = 500;
    private const int Shown = 20;

    private readonly ConcurrentDictionary<ReasonKind, int> cases = new();
    private readonly ConcurrentDictionary<string, int> patterns = new();
    private readonly ConcurrentBag<Disagreement> disagreements = [];
    private int made;
    private int verdicts;
    private int disagreeing;

    /// <summary>How many cases the two disagree about.</summary>
    public int Disagreements => disagreeing;

    /// <summary>Kinds of reasons that no case has reached.</summary>
    public IReadOnlyList<ReasonKind> Unreached =>
        [.. Enum.GetValues<ReasonKind>().Where(kind => kind is not (ReasonKind.Panic or ReasonKind.Unrecognized)
            && !cases.ContainsKey(kind))];

    /// <summary>How many cases Go's words of some version mean this.</summary>
    public int CasesOf(ReasonKind kind) => cases.GetValueOrDefault(kind);

    /// <summary>Counts a case with what was answered and found.</summary>
    public void Add(OracleCase asked, IReadOnlyList<OracleAnswer> answers, IReadOnlyList<Difference> differences)
    {
        Interlocked.Increment(ref made);
        Interlocked.Add(ref verdicts, answers.Count);
        foreach (var kind in answers.SelectMany(answer => new[] { answer.NewKind, answer.OldKind }).Distinct())
        {
            cases.AddOrUpdate(kind, 1, (_, count) => count + 1);
        }

        foreach (var pattern in differences.Select(difference => difference.Pattern).Distinct())
        {
            patterns.AddOrUpdate(pattern, 1, (_, count) => count + 1);
        }

        if (differences.Count > 0 && Interlocked.Increment(ref disagreeing) <= Kept)
        {
            disagreements.Add(new Disagreement(asked, differences));
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"oracle: {made} cases of seed {settings.Seed}, {verdicts} verdicts of Go, {disagreeing} disagreements");
        text.AppendLine(CultureInfo.InvariantCulture, $"  asked: {string.Join(", ", versions)}");
        foreach (var kind in Enum.GetValues<ReasonKind>().Where(kind => kind < ReasonKind.Panic || cases.ContainsKey(kind)))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {CasesOf(kind),8} {kind}");
        }

        foreach (var (pattern, count) in patterns.OrderByDescending(known => known.Value))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"in {count} cases\n    {pattern}");
        }

        // The first of each pattern says more than the first twenty of one.
        foreach (var disagreement in disagreements.OrderBy(known => known.Asked.Index).DistinctBy(
            known => known.Differences[0].Pattern).Take(Shown))
        {
            text.AppendLine().Append(disagreement);
        }

        return text.ToString();
    }
}

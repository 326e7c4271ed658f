using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using KubectlWebhookCert.X509.Verification;
using KubectlWebhookCert.X509.Verification.KeyPairs;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>What came of a run with pairs. Filled by several threads.</summary>
/// <param name="seed">Of the run.</param>
/// <param name="versions">Of the oracles.</param>
internal sealed class PairReport(ulong seed, IReadOnlyList<GoVersion> versions)
{
    private const string Accepted = "Accepted";
    private const string Panic = "Panic";
    private const int Kept = 500;
    private const int Shown = 20;

    private readonly ConcurrentDictionary<string, int> outcomes = new();
    private readonly ConcurrentDictionary<KeyLoaders, int> loaders = new();
    private readonly ConcurrentDictionary<string, int> planted = new();
    private readonly ConcurrentDictionary<string, int> patterns = new();
    private readonly ConcurrentBag<(PairCase Asked, IReadOnlyList<Difference> Differences)> disagreements = [];
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private int made;
    private int disagreeing;

    /// <summary>About how many pairs the two disagree.</summary>
    public int Disagreements => disagreeing;

    /// <summary>How many pairs are accepted by some Go.</summary>
    public int CasesAccepted => outcomes.GetValueOrDefault(Accepted);

    /// <summary>How many pairs some Go refuses for this.</summary>
    public int CasesOf(KeyPairProblem problem) => outcomes.GetValueOrDefault(problem.ToString());

    /// <summary>How many keys some Go's loader takes.</summary>
    public int CasesOf(KeyLoaders loader) => loaders.GetValueOrDefault(loader);

    /// <summary>In how many pairs this was changed.</summary>
    public int CasesOf(PairChange change) => planted.GetValueOrDefault(change.Name);

    /// <summary>Counts a pair with what was answered and found.</summary>
    public void Add(PairCase asked, IReadOnlyList<PairAnswer> answers, IReadOnlyList<Difference> differences)
    {
        Interlocked.Increment(ref made);
        Count(outcomes, answers.Select(answer => answer.Verdict.Panic is not null
            ? Panic
            : PairComparison.ProblemOf(answer.Verdict, asked)?.ToString() ?? Accepted));
        Count(loaders, Enum.GetValues<KeyLoaders>().Where(loader => loader != KeyLoaders.None
            && answers.Any(answer => answer.Loaders is { } taken && taken.HasFlag(loader))));
        Count(planted, asked.Planted);
        Count(patterns, differences.Select(difference => difference.Pattern));
        if (differences.Count > 0 && Interlocked.Increment(ref disagreeing) <= Kept)
        {
            disagreements.Add((asked, differences));
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"key pairs: {made} pairs of seed {seed}, each in {versions.Count} versions, {disagreeing} disagreements");
        text.AppendLine(CultureInfo.InvariantCulture, $"  took {watch.Elapsed.TotalSeconds:F0} s");
        text.AppendLine(CultureInfo.InvariantCulture, $"  asked: {string.Join(", ", versions)}");
        foreach (var outcome in Enum.GetNames<KeyPairProblem>().Prepend(Accepted).Append(Panic))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {outcomes.GetValueOrDefault(outcome),8} {outcome}");
        }

        foreach (var (loader, count) in loaders.OrderBy(known => known.Key))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {count,8} loaded by {loader}");
        }

        foreach (var (pattern, count) in patterns.OrderByDescending(known => known.Value))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"in {count} pairs\n    {pattern}");
        }

        foreach (var (asked, differences) in disagreements.OrderBy(known => known.Asked.Index).DistinctBy(
            known => known.Differences[0].Pattern).Take(Shown))
        {
            Write(text, asked, differences);
        }

        return text.ToString();
    }

    private static void Count<T>(ConcurrentDictionary<T, int> counts, IEnumerable<T> reached)
        where T : notnull
    {
        foreach (var one in reached.Distinct())
        {
            counts.AddOrUpdate(one, 1, (_, count) => count + 1);
        }
    }

    // The keys are made for the run, and without them it cannot be judged again.
    private static void Write(StringBuilder text, PairCase asked, IReadOnlyList<Difference> differences)
    {
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture,
            $"seed {asked.Seed}, pair {asked.Index}: {string.Join(" + ", asked.Planted)}");
        foreach (var difference in differences)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {difference.Server}");
            text.AppendLine(CultureInfo.InvariantCulture, $"    Go:   {difference.Theirs}");
            text.AppendLine(CultureInfo.InvariantCulture, $"    ours: {difference.Ours}");
        }

        text.Append("  ").AppendLine(asked.PairQuestion());
    }
}

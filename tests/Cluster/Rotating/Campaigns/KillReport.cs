using System.Globalization;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The figures of a campaign.</summary>
/// <param name="Case">What was rotated.</param>
/// <param name="Steps">How many writes an undisturbed rotation has.</param>
/// <param name="Outcomes">One for each point.</param>
/// <param name="Elapsed">Of all points.</param>
internal sealed record KillReport(string Case, int Steps, IReadOnlyList<KillOutcome> Outcomes, TimeSpan Elapsed)
{
    /// <summary>What the columns of <see cref="Row"/> are.</summary>
    public const string Header =
        "CASE\tWRITES\tPOINTS\tKILLED BEFORE\tKILLED AFTER\tRESUMED\tABORTED\tLEASES WAITED OUT\tADMISSIONS\tFAILED\tWRONG\tSECONDS";

    public int Failed => Outcomes.Sum(outcome => outcome.Failed);

    public string Row => string.Join('\t', (string[])[Case, .. Figures.Select(figure => figure.ToString(CultureInfo.InvariantCulture))]);

    /// <summary>Points where something is not as it should be.</summary>
    public IReadOnlyList<string> Wrong =>
        [.. Outcomes.Where(outcome => outcome.Wrong.Count > 0).Select(outcome => $"{outcome.Point}: {string.Join("; ", outcome.Wrong)}")];

    private int[] Figures =>
    [
        Steps,
        Outcomes.Count,
        Count(point => !point.IsApplied),
        Count(point => point.IsApplied),
        Count(point => !point.IsAborted),
        Count(point => point.IsAborted),
        Count(point => point.LeaseIsWaitedOut),
        Outcomes.Sum(outcome => outcome.Sent),
        Failed,
        Wrong.Count,
        (int)Elapsed.TotalSeconds,
    ];

    private int Count(Func<KillPoint, bool> isCounted) => Outcomes.Count(outcome => isCounted(outcome.Point));
}

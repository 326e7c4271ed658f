using System.Globalization;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Our verdict is Go's.</summary>
public sealed class AgreementTests(OracleSession session)
{
    // A reason that fewer cases reach is hardly tested; short runs need reach nothing.
    private const int EnoughCases = 20_000;
    private const int EnoughOfEach = 24;

    [Fact]
    public async Task The_verifier_says_what_Go_says()
    {
        var settings = session.Settings;
        var generator = session.NewGenerator(settings.Seed);
        var report = new OracleReport(settings, [.. session.Oracles.Select(oracle => oracle.Version)]);
        if (settings.Replay is { } replay)
        {
            await CompareAsync(Replayed(generator, replay), session.Oracles, report);
        }
        else
        {
            var parallel = new ParallelOptions
            {
                MaxDegreeOfParallelism = 2 * Environment.ProcessorCount,
                CancellationToken = TestContext.Current.CancellationToken,
            };
            await Parallel.ForEachAsync(Enumerable.Range(0, settings.Cases), parallel, async (index, _) =>
                await CompareAsync(generator.Make(index), session.Asked(index), report));
        }

        await PublishAsync(report.ToString());
        Assert.True(report.Disagreements == 0, $"{report.Disagreements} disagreements\n{report}");
        Assert.Equal(0, report.CasesOf(ReasonKind.Unrecognized));
        if (settings.Replay is null && settings.Cases >= EnoughCases)
        {
            Assert.Empty(report.Unreached);
            var reasons = Enum.GetValues<ReasonKind>().Where(kind => kind < ReasonKind.Panic);
            Assert.DoesNotContain(reasons, kind => report.CasesOf(kind) < EnoughOfEach);
            Assert.InRange(report.CasesOf(ReasonKind.Accepted), settings.Cases / 4, settings.Cases / 2);
        }
    }

    private async Task PublishAsync(string report)
    {
        await Console.Out.WriteLineAsync(report);
        if (session.Settings.Report is { } file)
        {
            await File.WriteAllTextAsync(file, report);
        }
    }

    private static OracleCase Replayed(CaseGenerator generator, string replay) =>
        int.TryParse(replay, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? generator.Make(index)
            : OracleCase.FromJson(File.ReadAllText(replay));

    private static async Task CompareAsync(OracleCase asked, IReadOnlyList<OracleProcess> oracles, OracleReport report)
    {
        var answers = await Task.WhenAll(oracles.Select(oracle => oracle.VerifyAsync(asked)));
        // The verifier throws on no input: where it does, that is a disagreement like any other.
        var compared = Task.Run(() => oracles.Zip(answers).SelectMany(
            pair => Comparison.Differences(asked, pair.First.Version, pair.Second)).ToArray());
        await ((Task)compared).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        report.Add(asked, answers, compared.Exception is { } exception
            ? [new Difference("thrown", "", exception.GetBaseException().ToString())]
            : await compared);
    }
}

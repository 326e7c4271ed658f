using System.Diagnostics;
using System.Globalization;
using KubectlWebhookCert.Tests.Oracle;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Tests.Benchmark;

/// <summary>
/// Chains verified per second of CPU, reading them included: by us, and by Go's oldest and newest, in turn. Other programs on the
/// machine take time from all three, but hardly any of their CPU.
/// </summary>
internal static class VerifierComparison
{
    private const int Rounds = 5;
    private const double WarmUpSeconds = 1;

    /// <summary>A measurement: seconds of CPU that so many verifications of a chain take.</summary>
    private delegate double Measure(VerificationRequest request, int count);

    /// <param name="seconds">How long each figure is measured.</param>
    /// <param name="cancellationToken">Ends it between two rounds.</param>
    public static async Task<int> RunAsync(double seconds, CancellationToken cancellationToken)
    {
        var programs = await OraclePrograms.FindAsync(cancellationToken);
        using var oldest = new GoVerifier(programs[0]);
        using var newest = new GoVerifier(programs[^1]);
        Measure[] verifiers = [MeasureOurs, oldest.Measure, newest.Measure];

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"chains verified per second of CPU, reading included: best of {Rounds} rounds of each"));
        Console.WriteLine($"{"",-34}{"ours",10}{oldest.Version,12}{newest.Version,12}{"ratio",10}{"ratio",10}");
        foreach (var chain in ServedChain.MakeAll())
        {
            int[] counts = [.. verifiers.Select(measure => Math.Max(1, (int)(WarmUp(measure, chain.Request) * seconds / Rounds)))];
            var best = new double[verifiers.Length];
            for (var round = 0; round < Rounds; round++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                for (var i = 0; i < verifiers.Length; i++)
                {
                    best[i] = Math.Max(best[i], counts[i] / verifiers[i](chain.Request, counts[i]));
                }
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{chain.Name,-34}{best[0],10:0}{best[1],12:0}{best[2],12:0}{best[0] / best[1],10:0.00}{best[0] / best[2],10:0.00}"));
        }

        return 0;
    }

    /// <summary>Verifies until the compiler has seen what is worth optimizing.</summary>
    /// <returns>How many in a second.</returns>
    private static double WarmUp(Measure measure, VerificationRequest request)
    {
        const int Step = 100;
        var (count, used) = (0, 0.0);
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds; count += Step)
        {
            used += measure(request, Step);
        }

        return used > 0 ? count / used : count / WarmUpSeconds;
    }

    private static double MeasureOurs(VerificationRequest request, int count)
    {
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < count; i++)
        {
            if (Verifier.Verify(request) is VerificationResult.Refused refused)
            {
                throw new InvalidOperationException($"we refuse the chain: {refused.Text}");
            }
        }

        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }
}

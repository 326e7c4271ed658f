using System.Diagnostics;
using System.Globalization;

namespace KubectlWebhookCert.Tests.Benchmark;

/// <summary>What one run of a program cost, by the kernel's account of it.</summary>
internal sealed record Measurement(double CpuMilliseconds, double WallMilliseconds, double PeakMegabytes)
{
    private const string Mark = "measured ";

    // bash's own `time` has milliseconds; GNU time has the peak, but hundredths of a second only. What the program itself says stands between.
    private const string Script = $"""
        TIMEFORMAT='{Mark}%R %U %S'
        time "$@" > /dev/null || exit 1
        /usr/bin/time -f '{Mark}%M' "$@" > /dev/null
        """;

    public static async Task<Measurement> TakeAsync(
        string[] command, string kubeconfig, string home, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardError = true };
        foreach (var argument in (string[])["-c", Script, "measure", .. command])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["KUBECONFIG"] = kubeconfig;
        start.Environment["HOME"] = home;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash does not start");
        var report = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        string[] lines = [.. report.Split('\n').Where(line => line.StartsWith(Mark, StringComparison.Ordinal)).Select(line => line[Mark.Length..])];
        if (process.ExitCode != 0 || lines.Length != 2)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)}: {report}");
        }

        var times = lines[0].Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture) * 1000).ToArray();
        return new Measurement(times[1] + times[2], times[0], double.Parse(lines[1], CultureInfo.InvariantCulture) / 1024);
    }

    public static Measurement Median(IReadOnlyCollection<Measurement> all) => new(
        Median(all.Select(one => one.CpuMilliseconds)),
        Median(all.Select(one => one.WallMilliseconds)),
        Median(all.Select(one => one.PeakMegabytes)));

    private static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;
}

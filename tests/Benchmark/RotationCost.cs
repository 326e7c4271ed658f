using System.Diagnostics;
using System.Globalization;
using KubectlWebhookCert.Tests.Cluster;

namespace KubectlWebhookCert.Tests.Benchmark;

/// <summary>What a rotation costs beyond the waits that the cluster imposes: pods reload at once, and nothing has to settle.</summary>
internal static class RotationCost
{
    public static async Task RunAsync(ControlPlane cluster, ObjectMaker make, string plugin, int runs, CancellationToken cancellationToken)
    {
        using var authority = new TestCertificates("benchmark CA");
        await using var stage = await PlainStage.MakeAsync(cluster, make, authority, hasAuthorityKey: true, [TimeSpan.Zero, TimeSpan.Zero], cancellationToken);
        string[] leaf = [plugin, "rotate", stage.Configuration, "--yes", "--settle", "1ms"];
        await PrintAsync("rotate, leaf", leaf, cluster.AdminKubeconfig, runs, cancellationToken);
        await PrintAsync("rotate, CA", [.. leaf, "--ca"], cluster.AdminKubeconfig, runs, cancellationToken);
    }

    private static async Task PrintAsync(string name, string[] command, string kubeconfig, int runs, CancellationToken cancellationToken)
    {
        var home = Directory.CreateTempSubdirectory();
        try
        {
            List<Measurement> taken = [];
            for (var run = 0; run < runs; run++)
            {
                await Task.Delay(1100, cancellationToken); // a backup's name is of the second
                taken.Add(await Measurement.TakeAsync(command, kubeconfig, home.FullName, cancellationToken));
            }

            var median = Measurement.Median(taken);
            var requests = await CountAsync([.. command, "-v=6"], kubeconfig, cancellationToken);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-34}{median.CpuMilliseconds,10:0.00}{median.WallMilliseconds,10:0.00}{median.PeakMegabytes,10:0.00}  {requests} requests"));
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static async Task<int> CountAsync(string[] command, string kubeconfig, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["KUBECONFIG"] = kubeconfig;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} does not start");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var log = await process.StandardError.ReadToEndAsync(cancellationToken);
        await output;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? log.Split('\n').Count(line => line.Contains("https://", StringComparison.Ordinal))
            : throw new InvalidOperationException(log);
    }
}

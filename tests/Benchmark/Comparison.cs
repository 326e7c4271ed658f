using System.Globalization;
using KubectlWebhookCert.Tests.Cluster;

namespace KubectlWebhookCert.Tests.Benchmark;

/// <summary>The native binary beside kubectl, run in turn: medians of CPU, wall time and peak memory, and their ratios.</summary>
internal static class Comparison
{
    private const int Endpoints = 200;

    public static async Task<int> RunAsync(int runs, CancellationToken cancellationToken)
    {
        var kubectl = Environment.GetEnvironmentVariable("KUBECTL") ?? "kubectl";
        var plugin = NativeBinary.Location;
        await using var cluster = await ControlPlane.StartAsync(cancellationToken);
        await using var make = new ObjectMaker(cluster.Admin);
        await using var few = await PodStage.MakeAsync(cluster, make, cancellationToken);
        var webhook = await Playground.FillAsync(few, make, 2, cancellationToken);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"binary: {new FileInfo(plugin).Length / 1e6:0.0} MB, {runs} runs each, medians"));
        Console.WriteLine($"{"",-34}{"CPU ms",10}{"wall ms",10}{"peak MB",10}");
        await CompareAsync(
            "webhook-cert --help", [plugin, "--help"], "kubectl version --client", [kubectl, "version", "--client"], cluster.AdminKubeconfig, runs, cancellationToken);
        string[] configuration = ["validatingwebhookconfiguration", webhook];
        await CompareAsync(
            "webhook-cert inspect --probe none",
            [plugin, "inspect", .. configuration, "--probe", "none"],
            "kubectl get -o json",
            [kubectl, "get", .. configuration, "-o", "json"],
            cluster.AdminKubeconfig,
            runs,
            cancellationToken);
        await using var many = await PodStage.MakeAsync(cluster, make, cancellationToken);
        string[] inspect = [plugin, "inspect", "vwc", await Playground.FillAsync(many, make, Endpoints, cancellationToken), "-o", "json"];
        await CompareAsync(
            "inspect, 200 pods asked",
            inspect,
            "the same, one by one",
            [.. inspect, "--probe-concurrency", "1"],
            cluster.AdminKubeconfig,
            runs,
            cancellationToken);
        await CompareAsync(
            "inspect, 200 pods asked",
            inspect,
            "the same, nobody asked",
            [.. inspect, "--probe", "none"],
            cluster.AdminKubeconfig,
            runs,
            cancellationToken);
        await RotationCost.RunAsync(cluster, make, plugin, runs, cancellationToken);
        return 0;
    }

    private static async Task CompareAsync(
        string ours,
        string[] ourCommand,
        string theirs,
        string[] theirCommand,
        string kubeconfig,
        int runs,
        CancellationToken cancellationToken)
    {
        var home = Directory.CreateTempSubdirectory();
        try
        {
            var us = new List<Measurement>();
            var them = new List<Measurement>();
            for (var run = -1; run < runs; run++)
            {
                var one = await Measurement.TakeAsync(ourCommand, kubeconfig, home.FullName, cancellationToken);
                var other = await Measurement.TakeAsync(theirCommand, kubeconfig, home.FullName, cancellationToken);
                if (run >= 0) // the first warms the caches of the file system, and kubectl's own
                {
                    us.Add(one);
                    them.Add(other);
                }
            }

            var (first, second) = (Measurement.Median(us), Measurement.Median(them));
            Print(ours, first.CpuMilliseconds, first.WallMilliseconds, first.PeakMegabytes);
            Print(theirs, second.CpuMilliseconds, second.WallMilliseconds, second.PeakMegabytes);
            Print(
                "ratio",
                first.CpuMilliseconds / second.CpuMilliseconds,
                first.WallMilliseconds / second.WallMilliseconds,
                first.PeakMegabytes / second.PeakMegabytes);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static void Print(string name, double cpu, double wall, double memory) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-34}{cpu,10:0.00}{wall,10:0.00}{memory,10:0.00}"));
}

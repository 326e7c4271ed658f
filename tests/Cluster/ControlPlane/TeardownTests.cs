using System.Diagnostics;
using System.Globalization;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>That nothing of a control plane is left, however it ends.</summary>
public sealed class TeardownTests : IDisposable
{
    // Set in the process that is to be killed: where to write what it started.
    private const string ReportVariable = "WEBHOOK_CERT_TEST_REPORT";

    private static readonly TimeSpan TimeToDie = TimeSpan.FromSeconds(30);
    private readonly PrivateFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Disposal_leaves_no_process_and_no_file()
    {
        OwnOnly();
        string root;
        int[] processes;
        await using (var controlPlane = await ControlPlane.StartAsync(Cancelled))
        {
            root = controlPlane.Folder.Root;
            processes = [.. controlPlane.ProcessIds];
            Assert.Equal(6, processes.Length);
            Assert.All(processes, id => Assert.True(IsAlive(id), $"process {id} is not there"));
            await IfToBeKilledAsync(controlPlane);
        }

        Assert.DoesNotContain(processes, IsAlive);
        Assert.False(Directory.Exists(root), $"{root} is still there");
    }

    [Fact]
    public async Task The_owners_death_by_SIGKILL_leaves_no_process()
    {
        OwnOnly();
        var report = folder.PathOf("report");
        using var owner = StartOwner(report);
        try
        {
            var processes = await ReportedAsync(report, owner);
            Assert.All(processes, id => Assert.True(IsAlive(id), $"process {id} is not there"));

            owner.Kill();
            await owner.WaitForExitAsync(Cancelled);

            Assert.Empty(await SurvivorsAsync(processes));
        }
        finally
        {
            owner.Kill();
            RemoveFoldersOf(owner);
        }
    }

    [Fact]
    public async Task The_guards_death_by_SIGKILL_takes_the_server_with_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs setpriv");
        var server = await GuardedProcess.StartAsync(folder.PathOf("log"), "sleep", ["60"], Cancelled);

        await UntilItRunsAsync(server.ProcessIds[1], "sleep"); // and has asked the kernel to die with its parent
        Process.GetProcessById(server.ProcessIds[0]).Kill();
        var survivors = await SurvivorsAsync([server.ProcessIds[1]]);
        await server.DisposeAsync();

        Assert.Empty(survivors);
        Assert.Empty(await SurvivorsAsync(server.ProcessIds));
    }

    [Fact]
    public async Task A_server_that_ends_at_once_is_reported_with_its_last_words()
    {
        await using var process = await GuardedProcess.StartAsync(
            folder.PathOf("log"), "sh", ["-c", "echo no such flag; exit 2"], Cancelled);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Startup.UntilReadyAsync("server", process, _ => Task.FromResult(false), Cancelled));

        Assert.Contains("server ended at its start", failure.Message, StringComparison.Ordinal);
        Assert.Contains("no such flag", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static void OwnOnly() => Assert.SkipWhen(
        Environment.GetEnvironmentVariable("TEST_KUBECONFIG") is { Length: > 0 }, "needs a control plane of our own");

    /// <summary>Runs the test of disposal in a process of its own, which stops half way and waits.</summary>
    private static Process StartOwner(string report)
    {
        var method = $"{typeof(TeardownTests).FullName}.{nameof(Disposal_leaves_no_process_and_no_file)}";
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(TeardownTests).Assembly.Location, "--filter-method", method])
        {
            RedirectStandardOutput = true,
        };
        start.Environment[ReportVariable] = report;
        return Process.Start(start) ?? throw new InvalidOperationException("no process");
    }

    private static async Task IfToBeKilledAsync(ControlPlane controlPlane)
    {
        if (Environment.GetEnvironmentVariable(ReportVariable) is { Length: > 0 } report)
        {
            await File.WriteAllTextAsync(report + ".partial", string.Join(' ', controlPlane.ProcessIds), Cancelled);
            File.Move(report + ".partial", report);
            await Task.Delay(Timeout.Infinite, Cancelled);
        }
    }

    private static async Task<int[]> ReportedAsync(string report, Process owner)
    {
        while (!File.Exists(report))
        {
            Assert.False(owner.HasExited, "the owner ended before it reported");
            await Task.Delay(TimeSpan.FromMilliseconds(50), Cancelled);
        }
        var ids = (await File.ReadAllTextAsync(report, Cancelled)).Split(' ');
        return [.. ids.Select(id => int.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture))];
    }

    private static async Task UntilItRunsAsync(int id, string program)
    {
        while ((await File.ReadAllTextAsync($"/proc/{id}/comm", Cancelled)).TrimEnd() != program)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), Cancelled);
        }
    }

    private static async Task<int[]> SurvivorsAsync(IReadOnlyList<int> processes)
    {
        var waited = Stopwatch.StartNew();
        while (processes.Any(IsAlive) && waited.Elapsed < TimeToDie)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), Cancelled);
        }
        return [.. processes.Where(IsAlive)];
    }

    // A zombie has ended: its new parent has not asked yet.
    private static bool IsAlive(int id)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{id}/stat");
            return status[status.LastIndexOf(')') + 2] != 'Z';
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // A killed process cannot; later runs would after an hour.
    private static void RemoveFoldersOf(Process owner)
    {
        foreach (var left in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories($"webhook-cert-{owner.Id}-*"))
        {
            left.Delete(recursive: true);
        }
    }
}

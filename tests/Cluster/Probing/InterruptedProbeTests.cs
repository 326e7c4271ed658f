using System.Diagnostics;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Ctrl-C while pods are asked that say nothing.</summary>
public sealed class InterruptedProbeTests(SharedCluster shared) : VerdictTest(shared)
{
    private const int Pods = 20;
    private const int AtOnce = 16;

    private static readonly TimeSpan AtLast = TimeSpan.FromSeconds(30); // far from the time after which a probe is given up here

    private static readonly Dictionary<string, string> Labels = new() { ["app"] = "hook" };

    [Theory]
    [InlineData("inspect")]
    [InlineData("validate")]
    public async Task It_ends_at_once_and_every_connection_with_it(string command)
    {
        await using var silent = new SilentServer();
        await using var stage = await PodStage.MakeAsync(ReachingLoopback(), Make, Cancelled);
        await stage.DeploymentAsync("hook", Labels, Cancelled);
        for (var number = 0; number < Pods; number++)
        {
            await stage.PodAsync("hook", Labels, "hook-certs", silent.Address, Cancelled);
        }

        var service = await stage.ServiceAsync("hook", Labels, Cancelled);
        using var authority = new TestCertificates("webhook CA");
        var name = await Make.ValidatingAsync([new WebhookEntry(service, authority.Pem)], Cancelled);

        using var process = Start(command, name, "--probe-timeout", "10m", "--kubeconfig", Cluster.AdminKubeconfig);
        await UntilAsync(() => silent.OpenCount == AtOnce);
        await new ProgramCall("kill", "-INT", $"{process.Id}").RunAsync(Cancelled);
        await process.WaitForExitAsync(Cancelled).WaitAsync(AtLast, Cancelled);

        Assert.Equal(130, process.ExitCode);
        Assert.Equal(("", ""), (await process.StandardOutput.ReadToEndAsync(Cancelled), await process.StandardError.ReadToEndAsync(Cancelled)));
        await UntilAsync(() => silent.OpenCount == 0);
        Assert.Equal(AtOnce, stage.Kubelet.ForwardCount); // the rest was not begun
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(NativeBinary.Location, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = "/nonexistent";
        return Process.Start(start) ?? throw new InvalidOperationException("the native binary does not start");
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var attempt = 0; !isSo() && attempt < 500; attempt++)
        {
            await Task.Delay(20, Cancelled);
        }

        Assert.True(isSo());
    }
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>`rotate` of the native binary while admission requests are sent.</summary>
public abstract class RotateTest(SharedCluster shared) : RotatingTest(shared)
{
    // a little more than is asked for, since nothing is sent before the clock runs
    private const int Rate = PerSecond + 10;

    private static readonly IReadOnlyList<string> ShortWaits = ["--settle", "1s", "--timeout", "60s"];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    /// <summary>Codes of findings about something else than certificates and trust, which a stage may well have.</summary>
    private static readonly IReadOnlyList<string> NotOfCertificates = ["failures-hidden"];

    /// <summary>From before the command to after it.</summary>
    private protected async Task<(ProgramResult Command, LoadResult Load)> RotateUnderLoadAsync(
        RotatingStage stage, params IReadOnlyList<string> flags)
    {
        await using var load = await stage.LoadAsync(Rate, Cancelled);
        await PauseAsync(0.5);
        var result = await RotateAsync(stage.Configuration, flags);
        await PauseAsync(1);
        return (result, await StopAsync(load));
    }

    /// <summary>Requests to another API server than that of the cluster, or of another stage.</summary>
    private protected static Task<AdmissionLoad> LoadAsync(ApiClient client, string @namespace) =>
        AdmissionLoad.StartAsync(client, @namespace, Rate, Cancelled);

    private protected Task<ProgramResult> RotateAsync(string target, params IReadOnlyList<string> flags) =>
        RunAsync(["rotate", target, "--yes", .. flags]);

    /// <summary>With short waits, where the arguments ask for no others.</summary>
    private protected Task<ProgramResult> RunAsync(IReadOnlyList<string> arguments) => RunAsync(Cluster.AdminKubeconfig, arguments);

    private protected static async Task<ProgramResult> RunAsync(string kubeconfig, IReadOnlyList<string> arguments)
    {
        var started = DateTimeOffset.UtcNow;
        var waits = ShortWaits.Chunk(2).Where(flag => !arguments.Contains(flag[0])).SelectMany(flag => flag);
        string[] reload = arguments.Contains("--reload-time") ? [] : ["--reload-time", "3s"];
        var call = NativeBinary.Call([.. arguments, .. waits, .. reload, "--kubeconfig", kubeconfig]) with { Timeout = Limit };
        var result = await Plugin.RunAsync(call);
        var seconds = (DateTimeOffset.UtcNow - started).TotalSeconds;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(' ', arguments)}: exit {result.ExitCode} after {seconds:0.0} s\n{result.Output}{result.Error}"));
        return result;
    }

    /// <summary>Exit 0, and no request failed.</summary>
    private protected static void AssertDone((ProgramResult Command, LoadResult Load) run)
    {
        Plugin.MustBeDone(run.Command);
        AssertUnharmed(run.Load);
    }

    /// <summary>No request failed, of 50 each second on either kind of connection.</summary>
    private protected static void AssertUnharmed(LoadResult result)
    {
        AssertNoneFailed(result);
        Assert.True(Math.Min(result.New.PerSecond, result.Kept.PerSecond) >= PerSecond, result.ToString());
    }

    /// <summary>Every replica serves, on a new connection, what the Secret holds, and that is not what it was.</summary>
    private protected async Task AssertServedAnewAsync(RotatingStage stage, RotatedState before)
    {
        var now = await StateAsync(stage);
        Assert.NotNull(now.Leaf);
        Assert.NotEqual(before.Leaf?.Sha256, now.Leaf.Sha256);
        foreach (var pod in stage.Deployment.Pods)
        {
            Assert.Equal(now.Leaf.Sha256, await ServedLeaf.Sha256Async(pod.Server.Address, Cancelled));
        }
    }

    /// <summary>`validate` has nothing to say about certificates and trust.</summary>
    private protected async Task AssertSoundAsync(params IReadOnlyList<string> target)
    {
        var result = await Validation.RunAsync(Cluster, [.. target, "-o", "json"]);
        var findings = Validation.Findings(result)
            .Where(finding => Json.Text(finding, "severity") != "info" && !NotOfCertificates.Contains(Json.Text(finding, "code")));
        var said = string.Join('\n', findings.Select(finding => $"{Json.Text(finding, "code")}: {Json.Text(finding, "message")}"));
        Assert.True(said.Length == 0, said);
    }

    /// <summary>No journal and no lease is left of a rotation, and a backup of what was.</summary>
    private protected async Task AssertNothingUnderWayAsync(RotatingStage stage)
    {
        var names = await NamesAsync(stage.Secret.Collection);
        Assert.DoesNotContain(names, name => name.StartsWith("webhook-cert-journal-", StringComparison.Ordinal));
        Assert.Empty(await NamesAsync(LeasesOf(stage)));
        Assert.NotEmpty(await BackupsAsync(stage));
    }

    /// <summary>The names of the backups, the oldest first.</summary>
    private protected async Task<IReadOnlyList<string>> BackupsAsync(RotatingStage stage) =>
    [
        .. (await NamesAsync(stage.Secret.Collection))
            .Where(name => name.StartsWith($"webhook-cert-backup-{stage.Secret.Name}-", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Nothing of a rotation was ever written, and nothing else.</summary>
    private protected async Task AssertUntouchedAsync(RotatingStage stage, RotatedState before)
    {
        var now = await StateAsync(stage);
        Assert.Equal(before.Secret.ToJsonString(), now.Secret.ToJsonString());
        Assert.Equal(before.Configuration.ToJsonString(), now.Configuration.ToJsonString());
        Assert.DoesNotContain(await NamesAsync(stage.Secret.Collection), name => name.StartsWith("webhook-cert-", StringComparison.Ordinal));
        Assert.Empty(await NamesAsync(LeasesOf(stage)));
    }

    private protected async Task<RotatedState> StateAsync(RotatingStage stage)
    {
        var secret = await Cluster.Admin.GetAsync(stage.Secret.Path, Cancelled);
        var configuration = await Cluster.Admin.GetAsync(stage.Trusting.Path, Cancelled);
        var bundles = stage.Trusting.Bundles(configuration).Select(SecretData.Decoded);
        return new RotatedState(secret, configuration, stage.Secret.Read(secret), [.. bundles]);
    }

    private protected async Task<IReadOnlyList<string>> NamesAsync(string collection)
    {
        var list = await Cluster.Admin.GetAsync(collection, Cancelled);
        return [.. (list["items"] as JsonArray ?? []).Select(item => Json.Text(item, "metadata.name") ?? "")];
    }

    private protected static string LeasesOf(RotatingStage stage) => $"/apis/coordination.k8s.io/v1/namespaces/{stage.Namespace}/leases";
}

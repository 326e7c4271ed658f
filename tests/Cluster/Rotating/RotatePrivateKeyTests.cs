using System.Text;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Private keys are in Secrets, in the backup that was asked for, and nowhere else.</summary>
public sealed class RotatePrivateKeyTests(SharedCluster shared) : RotateTest(shared)
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan?[] TwoKubelets = [TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(0.8)];

    private static readonly IReadOnlyList<string> Namespaced =
    [
        "/api/v1/namespaces/{0}/events", "/api/v1/namespaces/{0}/services", "/api/v1/namespaces/{0}/endpoints", "/api/v1/namespaces/{0}/pods",
        "/api/v1/namespaces/{0}/configmaps", "/apis/apps/v1/namespaces/{0}/deployments", "/apis/coordination.k8s.io/v1/namespaces/{0}/leases",
        "/apis/events.k8s.io/v1/namespaces/{0}/events",
    ];

    private readonly TestCertificates authority = new("webhook CA");

    [Fact]
    public async Task No_private_key_is_seen_outside_secrets()
    {
        await using var stage = await PlainStage.MakeAsync(ReachingLoopback(), Make, authority, hasAuthorityKey: true, TwoKubelets, Cancelled);
        var backups = Cluster.Folder.PathOf(FreshName.With("backups"));
        var before = await StateAsync(stage);
        var seen = new StringBuilder();
        var printed = "";

        await using (var watching = new ProcessWatch(NativeBinary.Location))
        await using (var following = new BackgroundWork(ended => FollowAsync(stage, seen, ended)))
        {
            var (command, load) = await RotateUnderLoadAsync(stage, "--ca", "-v=9", "--backup-dir", backups);
            AssertDone((command, load));
            Assert.Contains("rotate", watching.Seen, StringComparison.Ordinal);
            printed = command.Output + command.Error + watching.Seen;
        }
        await LookAsync(stage, seen, Cancelled);

        var after = await StateAsync(stage);
        await AssertServedAnewAsync(stage, before);
        var keys = new[] { before, after }.SelectMany(state => new[] { state.Text("tls.key"), state.Text("ca.key") }).Distinct().ToArray();
        Assert.Equal(4, keys.Length);
        var all = seen + printed;
        Assert.Contains("PUT ", all, StringComparison.Ordinal); // -v=9 did log
        Assert.Contains(SecretData.Encoded(before.Bundle), all, StringComparison.Ordinal); // what is seen is as it was sent
        Assert.DoesNotContain("PRIVATE KEY", all, StringComparison.Ordinal);
        Assert.All(keys, key => AssertUnseen(key, all));
        AssertKeptClose(backups, before);
    }

    public override async ValueTask DisposeAsync()
    {
        authority.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Neither a line of it, nor a piece of it as a Secret's value has it.</summary>
    private static void AssertUnseen(string pem, string all)
    {
        var lines = pem.Split('\n').Where(line => line.Length > 0 && !line.StartsWith('-')).ToArray();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.DoesNotContain(line, all, StringComparison.Ordinal));
        var encoded = SecretData.Encoded(pem);
        Assert.DoesNotContain(encoded[(encoded.Length / 3)..(encoded.Length / 3 * 2)], all, StringComparison.Ordinal);
    }

    private static void AssertKeptClose(string folder, RotatedState before)
    {
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.Contains(files, file => File.ReadAllText(file).Contains(SecretData.Encoded(before.Text("tls.key")), StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(OwnFile | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
            Assert.All(files, file => Assert.Equal(OwnFile, OperatingSystem.IsWindows() ? OwnFile : File.GetUnixFileMode(file)));
        }
    }

    private async Task FollowAsync(RotatingStage stage, StringBuilder seen, CancellationToken cancellationToken)
    {
        while (true)
        {
            await LookAsync(stage, seen, cancellationToken);
            await Task.Delay(100, cancellationToken);
        }
    }

    private async Task LookAsync(RotatingStage stage, StringBuilder seen, CancellationToken cancellationToken)
    {
        foreach (var collection in Namespaced)
        {
            var answer = await Cluster.Admin.SendAsync(
                HttpMethod.Get, collection.Replace("{0}", stage.Namespace, StringComparison.Ordinal), null, cancellationToken);
            seen.AppendLine(answer.Text);
        }
        seen.AppendLine((await Cluster.Admin.GetAsync(stage.Trusting.Path, cancellationToken)).ToJsonString());

        // of Secrets all but what they are for
        var secrets = await Cluster.Admin.GetAsync(stage.Secret.Collection, cancellationToken);
        foreach (var secret in (secrets["items"] as JsonArray ?? []).OfType<JsonObject>())
        {
            secret.Remove("data");
            seen.AppendLine(secret.ToJsonString());
        }
    }
}

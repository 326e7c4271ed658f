using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Cluster.Adopting;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Execution;
using KubectlWebhookCert.Cluster.Snapshots;
using KubectlWebhookCert.Cluster.Tests.Kubeconfig;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Trust;

namespace KubectlWebhookCert.Cluster.Tests.Adopting;

/// <summary>A holder of trust is written after its backup, behind a test of what was there, and never over somebody else's change.</summary>
public sealed class TrustAdopterTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 7, 0, 0, TimeSpan.Zero);
    private static readonly HolderPlace.ConfigMap Place = new("web", "trust", "ca.crt");

    [Fact]
    public async Task What_was_there_is_kept_and_can_be_read_again()
    {
        var cluster = await ClusterAsync(ClientPem.RsaCertificate);

        var written = Assert.Single(await WriteAsync(cluster, Change(ClientPem.RsaCertificate)));

        Assert.Equal($"{ClientPem.RsaCertificate}\n{ClientPem.CurveCertificate}\n", await TextAsync(cluster));
        var backup = Assert.Single(await new TrustBackups(cluster, new WriteOptions(false, null)).ListAsync("web", Cancelled));
        var kept = Assert.Single(backup.Places);
        Assert.Equal((Place, ClientPem.RsaCertificate), (kept.Place, Encoding.UTF8.GetString(kept.Before.Bytes.Span)));
        Assert.Equal($"kubectl webhook-cert restore {backup.Name} -n web", written.Undo);
    }

    [Fact]
    public async Task A_dry_run_leaves_everything_as_it_is()
    {
        var cluster = await ClusterAsync(ClientPem.RsaCertificate);

        await WriteAsync(cluster, Change(ClientPem.RsaCertificate), isDryRun: true);

        Assert.Equal(ClientPem.RsaCertificate, await TextAsync(cluster));
        Assert.Empty(await new TrustBackups(cluster, new WriteOptions(false, null)).ListAsync(null, Cancelled));
    }

    [Fact]
    public async Task What_somebody_else_has_changed_meanwhile_is_left_as_it_is()
    {
        var cluster = await ClusterAsync(ClientPem.RsaCertificate);
        var change = Change(ClientPem.RsaCertificate);
        using var theirs = JsonDocument.Parse("""{"data":{"ca.crt":"theirs"} }""");
        await cluster.PatchAsync(ResourceTypes.ConfigMap, "web", "trust", new ObjectPatch.MergePatch(theirs.RootElement), new WriteOptions(false, null), Cancelled);

        var refused = await Assert.ThrowsAsync<AdoptionRefusedException>(() => WriteAsync(cluster, change));

        Assert.Equal("ConfigMap web/trust, ca.crt was changed meanwhile by somebody else: it is left as it is", refused.Message);
        Assert.Equal("theirs", await TextAsync(cluster));
    }

    [Fact]
    public async Task What_is_done_already_is_not_done_again()
    {
        var cluster = await ClusterAsync($"{ClientPem.RsaCertificate}\n{ClientPem.CurveCertificate}\n");

        await WriteAsync(cluster, Change(ClientPem.RsaCertificate));

        Assert.DoesNotContain(cluster.Changed, changed => changed.Resource.Is(ResourceTypes.ConfigMap));
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static TrustChange Change(string held) => TrustPlanner.Plan(
        Place,
        new TrustStore(
            new ObjectRef("ConfigMap", "web", "trust"),
            "ca.crt",
            Bundle(held),
            new TrustSource(new ObjectRef("ConfigMap", "source", "ca"), "ca.crt", Bundle(ClientPem.CurveCertificate)),
            null),
        new TrustOptions(),
        Now);

    private static Task<ValueList<WrittenTrust>> WriteAsync(SnapshotCluster cluster, TrustChange change, bool isDryRun = false) =>
        new TrustAdopter(cluster, new ExecutionSettings(TimeProvider.System, new Silence())).WriteAsync([change], isDryRun, Now, Cancelled);

    private static async Task<SnapshotCluster> ClusterAsync(string pem)
    {
        var data = new JsonObject { ["ca.crt"] = pem };
        var text = $$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"trust","namespace":"web"},"data":{{data.ToJsonString()}} }""";
        return await SnapshotLoader.LoadAsync(new SnapshotOptions(["-"], false, "default"), new StringReader(text), Cancelled);
    }

    private static async Task<string?> TextAsync(SnapshotCluster cluster) =>
        (await cluster.GetAsync(ResourceTypes.ConfigMap, "web", "trust", Cancelled)).Json.Text("data", "ca.crt");

    private static CaBundle Bundle(string pem) => CaBundle.Read(Encoding.UTF8.GetBytes(pem));

    private sealed class Silence : IRotationProgress
    {
        public Task TellAsync(string text) => Task.CompletedTask;

        public Task WaitAsync(string text) => Task.CompletedTask;
    }
}

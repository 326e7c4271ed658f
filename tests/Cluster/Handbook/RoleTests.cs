using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The roles of docs/rbac: who has them can do what they are for, and without any part of them it is missed. A cluster of its own, whose roles are changed.</summary>
public sealed class RoleTests(SharedCluster shared) : ClusterTest(shared), IClassFixture<SharedCluster>
{
    private const string Viewer = "webhook-cert-viewer";
    private const string Bundles = "webhook-cert-bundles";
    private const string Rotator = "webhook-cert-rotator";
    private const string Adopter = "webhook-cert-adopter";
    private const string Restorer = "webhook-cert-restorer";

    // of workloads the stage has a Deployment, and no cert-manager
    private static readonly string[] OtherWorkloads = ["patch daemonsets.apps", "patch statefulsets.apps"];

    [Fact]
    public async Task Viewers_see_everything()
    {
        await using var stage = await StageAsync();
        await OthersAsync(stage);
        var user = await RoleUser.CreateAsync(Cluster, Make, stage.Namespace, [Viewer], []);

        await user.EachCountsAsync(Viewer, Resource, [], async () =>
            await user.JudgementAsync() + await user.ComplaintsAsync("validate", "configmap/clients", "-n", stage.Namespace));
        var tree = await user.RunAsync("inspect", "vwc/my-webhook");
        Plugin.MustBeDone(tree);
        Assert.Equal("", tree.Error);
        Assert.Contains("served", tree.Output, StringComparison.Ordinal);
        var why = await user.RunAsync("why", "failed calling webhook \"my-webhook.example.com\": x509: certificate signed by unknown authority");
        Plugin.MustBeDone(why);
        Assert.Equal("", why.Error);
    }

    [Fact]
    public async Task Trust_viewers_find_all_that_holds_a_ca()
    {
        var user = await RoleUser.CreateAsync(Cluster, Make, await Make.NamespaceAsync(Cancelled), ["webhook-cert-trust-viewer"], []);

        await user.EachCountsAsync("webhook-cert-trust-viewer", Resource, [], () => user.ComplaintsAsync("validate", "trust", "-o", "name"));
    }

    [Fact]
    public async Task Rotators_rotate()
    {
        await using var stage = await StageAsync();
        await OtherConfigurationsAsync(stage);
        var user = await RoleUser.CreateAsync(Cluster, Make, stage.Namespace, [Viewer, Bundles], [Rotator]);
        string[] rotate = ["rotate", $"service/{HandbookStage.Name}", "-n", stage.Namespace, "--ca", "--restart", "always", "--settle", "1s"];
        Task<string> RehearsedAsync() => user.ComplaintsAsync([.. rotate, "--dry-run=server"]);

        await user.EachCountsAsync(Bundles, right => right.ToString(), [], RehearsedAsync);
        await user.EachCountsAsync(Rotator, right => right.ToString(), [.. OtherWorkloads, "patch certificates/status.cert-manager.io", "create events"], RehearsedAsync);
        Assert.Equal("0\n", await user.ComplaintsAsync([.. rotate, "--yes"]));
        var untold = await user.WithoutAsync(Rotator, right => right.Resource == "events", () => user.ComplaintsAsync([.. rotate, "--yes"]));
        Assert.StartsWith("0\nwarning: ", untold, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adopters_adopt()
    {
        await using var stage = await StageAsync();
        using var stranger = new TestCertificates("another CA");
        await ConfigMapAsync(stage, "clients", stranger.Pem);
        await ConfigMapAsync(stage, "source", stage.Authority.Pem);
        var user = await RoleUser.CreateAsync(Cluster, Make, stage.Namespace, [Viewer], [Adopter]);
        string[] secret = ["adopt", HandbookStage.Name, "-n", stage.Namespace];
        string[] map = ["adopt", "configmap/clients", "-n", stage.Namespace, "--ca-from", $"configmap/{stage.Namespace}/source:ca.crt"];

        await user.EachCountsAsync(Adopter, right => right.ToString(), ["delete leases.coordination.k8s.io"], async () =>
            await user.ComplaintsAsync([.. secret, "--dry-run=server"]) + await user.ComplaintsAsync([.. map, "--dry-run=server"]));
        Assert.Equal("0\n0\n", await user.ComplaintsAsync([.. secret, "--yes"]) + await user.ComplaintsAsync([.. map, "--yes"]));
        string[] back = [.. secret, "--to", "none", "--yes"];
        var kept = await user.WithoutAsync(Adopter, right => right.Resource == "leases", () => user.ComplaintsAsync(back));
        Assert.Contains("delete resource \"leases\"", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restorers_put_back()
    {
        await using var stage = await StageAsync();
        await OtherConfigurationsAsync(stage);
        using var stranger = new TestCertificates("another CA");
        await ConfigMapAsync(stage, "clients", stranger.Pem);
        await ConfigMapAsync(stage, "source", stage.Authority.Pem);
        await AsAdministratorAsync("adopt", "configmap/clients", "-n", stage.Namespace, "--ca-from", $"configmap/{stage.Namespace}/source:ca.crt", "--yes");
        await AsAdministratorAsync("rotate", $"service/{HandbookStage.Name}", "-n", stage.Namespace, "--ca", "--settle", "1s", "--yes");
        var backups = (await AsAdministratorAsync("restore", "-n", stage.Namespace, "-o", "name")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, backups.Length);
        var user = await RoleUser.CreateAsync(Cluster, Make, stage.Namespace, [Viewer, Bundles], [Restorer]);
        string[] RestoreOf(string backup) => ["restore", backup["secret/".Length..], "-n", stage.Namespace, "--restart", "always", "--settle", "1s"];
        async Task<string> RehearsedAsync() =>
            await user.ComplaintsAsync([.. RestoreOf(backups[0]), "--dry-run=server"]) + await user.ComplaintsAsync([.. RestoreOf(backups[1]), "--dry-run=server"]);

        await user.EachCountsAsync(Restorer, right => right.ToString(), [.. OtherWorkloads, "create events"], RehearsedAsync);
        await user.EachCountsAsync(Bundles, right => right.ToString(), [], RehearsedAsync);
        foreach (var backup in backups)
        {
            Assert.Equal("0\n", await user.ComplaintsAsync([.. RestoreOf(backup), "--yes"]));
        }
    }

    private static string Resource(Right right) => right.Group.Length == 0 ? right.Resource : $"{right.Resource}.{right.Group}";

    private Task<HandbookStage> StageAsync() => HandbookStage.MakeAsync(
        Own("its roles are changed"), Make, FreshName.With("test"), "healthy", Cancelled);

    /// <summary>One configuration of each other kind that calls the stage.</summary>
    private async Task OtherConfigurationsAsync(HandbookStage stage)
    {
        await Make.MutatingAsync([new WebhookEntry(stage.Service, stage.Authority.Pem)], Cancelled);
        await Make.DefinitionAsync(stage.Service, stage.Authority.Pem, Cancelled);
        await Make.ApiServiceAsync(stage.Service, stage.Authority.Pem, Cancelled);
    }

    /// <summary>Besides what the stage has, what else a viewer's rules are for.</summary>
    private async Task OthersAsync(HandbookStage stage)
    {
        await OtherConfigurationsAsync(stage);
        await ConfigMapAsync(stage, "clients", stage.Authority.Pem);
        var stages = new StageMaker(Cluster.Admin, Make);
        var withReplicaSet = await stages.WholeAsync(name => Task.FromResult(ServingPem.Of(stage.Authority, stage.Authority.Issue(name))), Cancelled);
        await OddReplicaSetAsync(withReplicaSet);
        var kept = await Make.ValidatingAsync([new WebhookEntry(withReplicaSet.Service, stage.Authority.Pem)], Cancelled);
        var marks = new JsonObject
        {
            ["cert-manager.io/inject-ca-from"] = $"{stage.Namespace}/serving",
            ["argocd.argoproj.io/tracking-id"] = $"web:admissionregistration.k8s.io/ValidatingWebhookConfiguration:/{kept}",
        };
        await Cluster.Admin.MergeAsync(
            BundleTarget.Validating(kept).Path, new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = marks } }.ToJsonString(), Cancelled);
        var withoutPods = await Make.ServiceAsync(
            stage.Namespace, "idle", 443, "9443", new Dictionary<string, string> { ["app"] = "idle" }, Cancelled);
        await Make.ValidatingAsync([new WebhookEntry(withoutPods, stage.Authority.Pem)], Cancelled);
    }

    // from its name nobody can tell what made it
    private async Task OddReplicaSetAsync(Stage stage)
    {
        var labels = new Dictionary<string, string> { ["app"] = "hook" };
        var deployment = new MadeController("apps/v1", "Deployment", "hook", "of-no-matter");
        var replicas = await Cluster.Admin.CreateAsync(
            $"/apis/apps/v1/namespaces/{stage.Namespace}/replicasets", WorkloadManifest.ReplicaSet("odd", deployment, labels), Cancelled);
        var controller = new MadeController("apps/v1", "ReplicaSet", "odd", Json.Text(replicas, "metadata.uid") ?? "");
        var pod = new PodProfile(Stage.PodNotReady, "no-such-node", Stage.AddressNotReady) { Labels = labels, Controller = controller, Port = Stage.PodPort };
        await Make.PodAsync(stage.Namespace, pod, Cancelled);
    }

    private Task<JsonObject> ConfigMapAsync(HandbookStage stage, string name, string pem) => Cluster.Admin.CreateAsync(
        $"/api/v1/namespaces/{stage.Namespace}/configmaps",
        new JsonObject { ["metadata"] = new JsonObject { ["name"] = name }, ["data"] = new JsonObject { ["ca.crt"] = pem } }.ToJsonString(),
        Cancelled);

    private async Task<ProgramResult> AsAdministratorAsync(params IReadOnlyList<string> arguments)
    {
        var result = await Plugin.RunAsync(NativeBinary.Call([.. arguments, "--kubeconfig", Cluster.AdminKubeconfig]) with { Timeout = TimeSpan.FromMinutes(2) });
        Plugin.MustBeDone(result);
        return result;
    }
}

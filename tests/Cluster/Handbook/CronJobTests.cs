using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The manifests of docs/cronjob: the API server takes them, and what their containers run works with their ServiceAccount's rights.</summary>
public sealed class CronJobTests(SharedCluster shared) : ClusterTest(shared), IClassFixture<SharedCluster>
{
    private const string Namespace = "webhook-cert";

    [Fact]
    public async Task They_are_accepted_and_their_commands_run_with_the_rights_of_their_account()
    {
        await using var stage = await HandbookStage.MakeAsync(Own("its namespaces have fixed names"), Make, "web", "healthy", Cancelled);
        await ApplyAsync(Path.Combine("docs", "rbac", "viewer.yaml"));
        foreach (var file in Directory.EnumerateFiles(PathOf(Path.Combine("docs", "cronjob")), "*.yaml").Order(StringComparer.Ordinal))
        {
            await ApplyAsync(file);
        }
        var kubeconfig = await KubeconfigAsync();

        var validate = await ContainerAsync("validate");
        var judged = await new ProgramCall(NativeBinary.Location, Json.Texts(validate, "args")) { Environment = Environment(kubeconfig) }.RunAsync(Cancelled);
        Assert.Equal(0, judged.ExitCode);
        Assert.DoesNotContain("warning: ", judged.Error, StringComparison.Ordinal);

        var metrics = await ContainerAsync("prometheus");
        using var folder = new PrivateFolder();
        var command = Json.Texts(metrics, "command").Concat(Json.Texts(metrics, "args")).ToArray();
        var written = await new ProgramCall(command[0], command[1..]) { Environment = Environment(kubeconfig, folder.Root) }.RunAsync(Cancelled);
        Assert.Equal((0, "", ""), (written.ExitCode, written.Output, written.Error));
        var text = await File.ReadAllTextAsync(folder.PathOf("webhook-cert.prom"), Cancelled);
        Assert.Contains("webhook_cert_validation_timestamp_seconds ", text, StringComparison.Ordinal);
        Assert.Contains("webhook=\"my-webhook.example.com\"", text, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.PathOf("webhook-cert.tmp")));
    }

    private static Dictionary<string, string> Environment(string kubeconfig, string folder = "") => new()
    {
        ["KUBECONFIG"] = kubeconfig,
        ["FOLDER"] = folder,
        ["PATH"] = $"{Path.GetDirectoryName(NativeBinary.Location)}:{System.Environment.GetEnvironmentVariable("PATH")}",
    };

    private static string PathOf(string relative) => Path.Combine(RepositoryRoot.Find(), relative);

    // CronJobs are batch/v1 since Kubernetes 1.21, with the same fields as before
    private async Task ApplyAsync(string file)
    {
        var current = await Cluster.Admin.GetAsync("/apis/batch/v1", Cancelled);
        var hasCronJobs = current["resources"] is JsonArray resources && resources.Any(resource => Json.Text(resource, "name") == "cronjobs");
        var text = await File.ReadAllTextAsync(PathOf(file), Cancelled);
        var call = new ProgramCall("kubectl", ["apply", "-f", "-", "--kubeconfig", Cluster.AdminKubeconfig])
        {
            Input = hasCronJobs ? text : text.Replace("apiVersion: batch/v1\n", "apiVersion: batch/v1beta1\n", StringComparison.Ordinal),
        };
        var applied = await call.RunAsync(Cancelled);
        Assert.True(applied.ExitCode == 0, $"{file}: {applied.Error}");
    }

    private async Task<JsonNode> ContainerAsync(string name)
    {
        var got = await new ProgramCall("kubectl", ["get", "cronjob", name, "-n", Namespace, "-o", "json", "--kubeconfig", Cluster.AdminKubeconfig]).RunAsync(Cancelled);
        Assert.True(got.ExitCode == 0, got.Error);
        return Assert.IsType<JsonObject>(Json.At(JsonNode.Parse(got.Output), "spec.jobTemplate.spec.template.spec.containers.0"));
    }

    private async Task<string> KubeconfigAsync()
    {
        var token = await Cluster.Admin.CreateAsync(
            $"/api/v1/namespaces/{Namespace}/serviceaccounts/webhook-cert/token",
            """{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{}}""",
            Cancelled);
        return Cluster.Folder.Write("cronjob", (Cluster.Anonymous with { Token = Json.Text(token, "status.token") }).ToYaml());
    }
}

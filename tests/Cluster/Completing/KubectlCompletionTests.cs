using System.Diagnostics;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// Completion as kubectl asks for it, on a real API server: `kubectl __complete webhook-cert WORDS`. A kubectl before 1.26 (Debian 12's) does not ask
/// plugins: there the helper is called as a newer one calls it.
/// </summary>
public sealed class KubectlCompletionTests(SharedCluster shared) : InspectTest(shared)
{
    private const int FirstThatAsksPlugins = 26;

    private InstalledPlugin? installed;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        installed = await InstalledPlugin.CreateAsync(Cancelled);
    }

    public override async ValueTask DisposeAsync()
    {
        installed?.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Commands_are_offered_with_what_they_do()
    {
        var lines = await CompleteAsync("");

        Assert.Contains("inspect\tShow the chain behind a webhook's certificate", lines);
        Assert.Equal(":4", lines[^1]);
    }

    [Fact]
    public async Task Webhooks_of_the_cluster_are_offered()
    {
        var stage = await SoundAsync();
        var validating = await ValidatingAsync(stage);
        var mutating = await Make.MutatingAsync([Entry(stage)], Cancelled);
        var definition = await Make.DefinitionAsync(stage.Service, stage.Serving.AuthorityPem, Cancelled);
        var aggregated = await Make.ApiServiceAsync(stage.Service, stage.Serving.AuthorityPem, Cancelled);

        Assert.Contains($"{validating}\tValidatingWebhookConfiguration", await CompleteAsync("inspect", ""));
        Assert.Equal([$"vwc/{validating}", ":4"], await CompleteAsync("inspect", $"vwc/{validating[..^1]}"));
        Assert.Equal([$"mwc/{mutating}", ":4"], await CompleteAsync("rotate", $"mwc/{mutating[..^1]}"));
        Assert.Equal([definition.Configuration, ":4"], await CompleteAsync("inspect", "crd", definition.Configuration[..^1]));
        Assert.Equal([$"apiservice/{aggregated.Configuration}", ":4"], await CompleteAsync("validate", $"apiservice/{aggregated.Configuration[..^1]}"));
        Assert.Equal([$"service/{stage.Service.Name}", ":4"], await CompleteAsync("adopt", "-n", stage.Namespace, "service/"));
    }

    [Fact]
    public async Task Objects_of_the_namespace_are_offered()
    {
        var stage = await SoundAsync();
        var map = Manifest.ConfigMap("trust").Replace("\"value\"", "\"-----BEGIN CERTIFICATE-----\"", StringComparison.Ordinal);
        await Cluster.Admin.CreateAsync($"/api/v1/namespaces/{stage.Namespace}/configmaps", map, Cancelled);
        var backup = Manifest.Secret("webhook-cert-backup-x", "Opaque", new Dictionary<string, string>())
            .Replace("\"metadata\":{", "\"metadata\":{\"labels\":{\"webhook-cert.io/kind\":\"backup\"},", StringComparison.Ordinal);
        await Cluster.Admin.CreateAsync($"/api/v1/namespaces/{stage.Namespace}/secrets", backup, Cancelled);

        var secrets = await CompleteAsync("inspect", "-n", stage.Namespace, "secret/");
        Assert.Contains($"secret/{stage.Secret}", secrets);
        Assert.DoesNotContain("secret/webhook-cert-backup-x", secrets);
        Assert.Equal([$"{stage.Namespace}/{stage.Secret}", ":4"], await CompleteAsync("inspect", "x", "--secret", $"{stage.Namespace}/{stage.Secret[..^1]}"));
        Assert.Equal(["webhook-cert-backup-x", ":4"], await CompleteAsync("restore", "-n", stage.Namespace, ""));
        Assert.Equal([stage.Namespace, ":4"], await CompleteAsync("inspect", "-n", stage.Namespace[..^1]));
        Assert.Contains("configmap/trust", await CompleteAsync("adopt", "-n", stage.Namespace, "configmap/"));
        Assert.Equal(["configmap/trust:key", ":4"], await CompleteAsync("adopt", "-n", stage.Namespace, "configmap/trust:"));
        Assert.Equal([$"configmap/{stage.Namespace}/", ":6"], await CompleteAsync("adopt", "x", "--ca-from", $"configmap/{stage.Namespace[..^1]}"));
        Assert.Equal([$"configmap/{stage.Namespace}/trust:key", ":4"], await CompleteAsync("adopt", "x", "--ca-from", $"configmap/{stage.Namespace}/trust:"));
    }

    [Fact]
    public async Task What_may_not_be_read_is_left_out_without_a_word()
    {
        await ValidatingAsync(await SoundAsync());

        Assert.Equal([":4"], await CompleteAsync(Cluster.RestrictedKubeconfig, ["inspect", "vwc/"]));
        Assert.Equal([":4"], await CompleteAsync(Cluster.RestrictedKubeconfig, ["inspect", "-n", ""]));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up_soon()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var started = Stopwatch.GetTimestamp();

        var lines = await CompleteAsync("inspect", $"--server=https://{silent.LocalEndpoint}", "vwc/");

        Assert.Equal([":4"], lines);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(20)); // 3, on a machine with nothing else to do
    }

    [Fact]
    public async Task The_list_of_plugins_has_the_plugin_and_not_its_helper()
    {
        var listed = await installed!.RunAsync("kubectl", ["plugin", "list"], Cancelled);

        Assert.Contains(installed.Folder.PathOf("kubectl-webhook_cert"), listed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("kubectl_complete", listed.Output + listed.Error, StringComparison.Ordinal);
    }

    private Task<string[]> CompleteAsync(params string[] words) => CompleteAsync(Cluster.AdminKubeconfig, words);

    private async Task<string[]> CompleteAsync(string kubeconfig, string[] words)
    {
        // the flag stands where a person would put it: behind the command
        string[] all = words is [var command, .. var rest] && rest.Length > 0 ? [command, "--kubeconfig", kubeconfig, .. rest] : words;
        var asks = await VersionAsync() >= FirstThatAsksPlugins;
        var (program, arguments) = asks ? ("kubectl", (string[])["__complete", "webhook-cert", .. all]) : (installed!.Folder.PathOf("kubectl_complete-webhook_cert"), all);
        TestContext.Current.TestOutputHelper?.WriteLine($"asked by {(asks ? "kubectl" : "the test, as kubectl from 1.26 on does")}");

        var answer = await installed!.RunAsync(program, arguments, Cancelled);

        Plugin.MustBeDone(answer);
        return answer.Output.TrimEnd('\n').Split('\n');
    }

    private async Task<int> VersionAsync()
    {
        var answer = await installed!.RunAsync("kubectl", ["version", "--client", "-o", "json"], Cancelled);
        var minor = Json.Text(JsonNode.Parse(answer.Output)!.AsObject(), "clientVersion.minor");
        return int.Parse(minor!.TrimEnd('+'), System.Globalization.CultureInfo.InvariantCulture);
    }
}

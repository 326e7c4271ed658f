using System.Globalization;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// The incidents whose cause only the endpoints tell: the Secret is right, and what some pods serve is not. Real admission requests fail now and
/// then; `validate` and `why` name the cause, asked through a real API server.
/// </summary>
public sealed class ServedIncidentTests(SharedCluster shared) : VerdictTest(shared)
{
    private const int Requests = 40;

    private static readonly Dictionary<string, string> Spark = new() { ["app.kubernetes.io/name"] = "spark-operator" };
    private static readonly Dictionary<string, string> Scaffold = new() { ["control-plane"] = "controller-manager" };

    private readonly TestCertificates authority = new("spark CA");

    public override async ValueTask DisposeAsync()
    {
        authority.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task S3_one_replica_read_its_files_at_the_start_and_one_reloads()
    {
        await using var stage = await PodStage.MakeAsync(ReachingLoopback(), Make, Cancelled);
        var serverName = $"spark-webhook.{stage.Namespace}.svc";
        var old = authority.Issue(new LeafProfile([serverName])
        {
            NotBefore = DateTimeOffset.UtcNow.AddDays(-30),
            NotAfter = DateTimeOffset.UtcNow.AddDays(-1),
        });
        var renewed = authority.Issue(serverName);
        var atStart = stage.Serve(old);
        var reloading = stage.Serve(old);
        await Make.TlsSecretAsync(stage.Namespace, "spark-webhook-certs", renewed, authority.Pem, Cancelled);
        await stage.DeploymentAsync("spark-operator", Spark, Cancelled);
        var stale = await stage.PodAsync("spark-operator", Spark, "spark-webhook-certs", atStart.Address, Cancelled);
        await stage.PodAsync("spark-operator", Spark, "spark-webhook-certs", reloading.Address, Cancelled);
        var service = await stage.ServiceAsync("spark-webhook", Spark, Cancelled);
        reloading.Swap(renewed);
        var name = await Make.MutatingAsync([new WebhookEntry(service, authority.Pem) { Name = "webhook.sparkoperator.k8s.io" }], Cancelled);

        var traffic = await TrafficAsync(service, atStart, reloading);
        var (findings, text) = await ValidateAsync(name, traffic);
        var because = await WhyAsync(traffic.Error);

        Assert.Contains("x509: certificate has expired", traffic.Error, StringComparison.Ordinal);
        Assert.Equal("pod-serves-old-certificate", Json.Text(findings[0], "code"));
        Assert.Contains(stale, findings[0].ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("kubectl rollout restart deployment/spark-operator", Json.Text(findings[0], "fix"), StringComparison.Ordinal);
        Assert.DoesNotContain("leaf-expired", text, StringComparison.Ordinal); // the stored one has not
        Assert.Equal("pod-serves-old-certificate", because);
    }

    [Fact]
    public async Task S4_a_broad_selector_mixes_two_controllers()
    {
        await using var stage = await PodStage.MakeAsync(ReachingLoopback(), Make, Cancelled);
        using var kueueAuthority = new TestCertificates("kueue-ca");
        var kueue = await ControllerAsync(stage, "kueue", kueueAuthority);
        var lws = await ControllerAsync(stage, "lws", authority);
        var service = await stage.ServiceAsync("lws-webhook-service", Scaffold, Cancelled);
        var name = await Make.ValidatingAsync([new WebhookEntry(service, authority.Pem) { Name = "vleaderworkerset.kb.io" }], Cancelled);

        var traffic = await TrafficAsync(service, kueue, lws);
        var (findings, text) = await ValidateAsync(name, traffic);
        var because = await WhyAsync(traffic.Error);

        Assert.Contains($"certificate is valid for kueue-webhook-service.{stage.Namespace}.svc, not lws-webhook", traffic.Error, StringComparison.Ordinal);
        Assert.Equal("selector-too-broad", Json.Text(findings[0], "code"));
        Assert.Contains("Deployment " + stage.Namespace + "/kueue-controller-manager", Json.Text(findings[0], "message"), StringComparison.Ordinal);
        Assert.Contains("\"app.kubernetes.io/name\":\"lws\"", Json.Text(findings[0], "fix"), StringComparison.Ordinal);
        Assert.Contains("served-wrong-name", text, StringComparison.Ordinal);
        Assert.Equal("selector-too-broad", because);
    }

    // two replicas, with the labels that every kubebuilder project gives, and its name
    private async Task<WebhookServer> ControllerAsync(PodStage stage, string name, TestCertificates issuer)
    {
        var labels = new Dictionary<string, string>(Scaffold) { ["app.kubernetes.io/name"] = name };
        var certificate = issuer.Issue($"{name}-webhook-service.{stage.Namespace}.svc");
        var server = stage.Serve(certificate);
        await Make.TlsSecretAsync(stage.Namespace, $"{name}-webhook-server-cert", certificate, issuer.Pem, Cancelled);
        await stage.DeploymentAsync($"{name}-controller-manager", labels, Cancelled);
        for (var replica = 0; replica < 2; replica++)
        {
            await stage.PodAsync($"{name}-controller-manager", labels, $"{name}-webhook-server-cert", server.Address, Cancelled);
        }

        return server;
    }

    private async Task<AdmissionTraffic> TrafficAsync(MadeService service, WebhookServer refused, WebhookServer taken)
    {
        // until the API server knows of the webhook
        await EventuallyAsync(
            () => GuardedRequest.SendAsync(Cluster.Admin, service.Namespace, Cancelled),
            _ => taken.RequestCount > 0 && refused.ConnectionCount > 0);
        var traffic = await AdmissionTraffic.SendAsync(Cluster.Admin, service.Namespace, Requests, Cancelled);
        Assert.InRange(traffic.Refused, 1, Requests - 1);
        return traffic;
    }

    private async Task<(IReadOnlyList<JsonNode> Findings, string Text)> ValidateAsync(string name, AdmissionTraffic traffic)
    {
        var json = await Validation.RunAsync(Cluster, name, "-o", "json");
        var tree = await Validation.RunAsync(Cluster, name);
        Assert.Equal((1, 1), (json.ExitCode, tree.ExitCode));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{traffic.Refused} of {traffic.Sent} admission requests failed: {traffic.Error}\n{tree.Output}"));
        Assert.Equal(Clock.Hidden(traffic.Error), Clock.Hidden(Validation.ReportedMessage(json)));
        return (Validation.Findings(json), tree.Output);
    }

    private async Task<string?> WhyAsync(string error)
    {
        var call = NativeBinary.Call(["why", "-", "-o", "json", "--kubeconfig", Cluster.AdminKubeconfig]) with { Input = error };
        return Json.Text(Plugin.Document(await Plugin.RunAsync(call)), "items.0.causes.0.code");
    }
}

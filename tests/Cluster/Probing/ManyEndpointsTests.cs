using System.Globalization;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A Service of 200 pods, asked by the native binary in one run.</summary>
public sealed class ManyEndpointsTests(SharedCluster shared) : VerdictTest(shared)
{
    private const int Pods = 200;
    private const int MostMegabytes = 64;

    private static readonly Dictionary<string, string> Labels = new() { ["app"] = "hook" };

    [Fact]
    public async Task Each_is_asked_once_within_64_mebibytes_however_many_webhooks_share_them()
    {
        using var authority = new TestCertificates("webhook CA");
        await using var stage = await PodStage.MakeAsync(ReachingLoopback(), Make, Cancelled);
        var certificate = authority.Issue($"hook.{stage.Namespace}.svc");
        var server = stage.Serve(certificate);
        await Make.TlsSecretAsync(stage.Namespace, "hook-certs", certificate, authority.Pem, Cancelled);
        await stage.DeploymentAsync("hook", Labels, Cancelled);
        for (var number = 0; number < Pods; number++)
        {
            await stage.PodAsync("hook", Labels, "hook-certs", server.Address, Cancelled);
        }

        var service = await stage.ServiceAsync("hook", Labels, Cancelled);
        var name = await Make.ValidatingAsync([Entry(service, authority, "one"), Entry(service, authority, "two"), Entry(service, authority, "three")], Cancelled);

        var call = NativeBinary.Call(["inspect", name, "-o", "json", "--kubeconfig", Cluster.AdminKubeconfig]);
        var result = await Plugin.RunAsync(call with
        {
            Path = "/usr/bin/time",
            Arguments = ["-f", "%M %e %U %S", call.Path, .. call.Arguments],
        });

        var served = Assert.IsType<JsonArray>(Json.At(JsonNode.Parse(result.Output)!, "items.0.webhooks.2.service.endpoints"))
            .Select(endpoint => Json.Text(endpoint!, "served.certificates.0.sha256")).ToArray();
        Assert.Equal(Pods, served.Length);
        Assert.All(served, fingerprint => Assert.Equal(certificate.Sha256, fingerprint));
        Assert.Equal(Pods, stage.Kubelet.ForwardCount);
        Assert.Equal(0, server.RequestCount);
        var spent = result.Error.Trim().Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Pods} endpoints: {spent[0] / 1024:0.0} MiB, {spent[1]} s wall, {spent[2] + spent[3]:0.00} s CPU"));
        Assert.InRange(spent[0] / 1024, 1, MostMegabytes);
    }

    private static WebhookEntry Entry(MadeService service, TestCertificates authority, string name) =>
        new(service, authority.Pem) { Name = $"{name}.webhook-cert.test" };
}

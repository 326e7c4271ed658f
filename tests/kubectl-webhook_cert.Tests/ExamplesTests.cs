using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Commands.Tests;

/// <summary>The snapshots in <c>examples/</c> are what they say they are.</summary>
public sealed partial class ExamplesTests
{
    [Theory]
    [InlineData("s1-service-renamed/before.yaml", "spark-operator-2 default/spark-operator-webhook-certs name mismatch", 3)]
    [InlineData("s1-service-renamed/after.yaml", "spark-operator-2 default/spark-operator-webhook-certs complete", 3)]
    [InlineData("s2-replicas-and-argo-cd/before.yaml", "spark-operator-1-4 spark-operator/spark-operator-webhook-certs secret emptied", 1)]
    [InlineData("s2-replicas-and-argo-cd/after.yaml", "spark-operator-1-4 spark-operator/spark-operator-webhook-certs complete", 1)]
    [InlineData("s3-shared-and-expired/before.yaml", "spark-operator-1 spark-a/spark-webhook-certs leaf expired", 1)]
    [InlineData("s3-shared-and-expired/after.yaml", "spark-operator-1 spark-b/spark-b-webhook-certs complete", 1)]
    [InlineData("s4-selector-too-broad/before.yaml", "cert-controller kueue-system/lws-webhook-server-cert complete", 1)]
    [InlineData("s4-selector-too-broad/after.yaml", "cert-controller kueue-system/kueue-webhook-server-cert complete", 1)]
    public async Task Owner_Secret_and_state_are_recognised(string file, string line, int times)
    {
        const string Line = "{range .items[*].webhooks[*]}{.owner.code} {.servingSecrets[*].namespace}/{.servingSecrets[*].name} {.state}{\"\\n\"}{end}";

        var run = await PluginRun.Of(["inspect", "-f", Repository.PathOf($"examples/{file}"), "-o", $"jsonpath={Line}"]);

        Assert.Equal(string.Empty, run.Error);
        Assert.Equal(times, run.Out.Split('\n').Count(found => found == line));
    }

    [Theory]
    [InlineData("s1-service-renamed", "spark-operator-webhook-svc.default.svc", "server-cert.pem", 0, "v1.32.2", "go1.23.6")]
    [InlineData("s3-shared-and-expired", "spark-webhook.spark-a.svc", "server-cert.pem", 0, "v1.24.17", "go1.19.10")]
    [InlineData("s4-selector-too-broad", "lws-webhook-service.kueue-system.svc", "tls.crt", 1, "v1.32.2", "go1.23.6")]
    public void The_error_is_in_the_API_servers_words(string folder, string serverName, string key, int which, string kubernetes, string go)
    {
        var snapshot = Repository.PathOf($"examples/{folder}/before.yaml");
        var leaf = Encoding.ASCII.GetString(Value(snapshot, key, which));

        var result = Verifier.Verify(new VerificationRequest(
            Value(snapshot, "caBundle", 0),
            [Convert.FromBase64String(leaf[PemEncoding.Find(leaf).Base64Data])],
            serverName,
            PluginRun.Now,
            ApiServerVersion.Parse(kubernetes, go)));

        var refused = Assert.IsType<VerificationResult.Refused>(result);
        Assert.EndsWith($"s\": {refused.Text}\n", File.ReadAllText(Repository.PathOf($"examples/{folder}/error.txt")), StringComparison.Ordinal);
    }

    // it is by these that a dump of a cluster is told from what a chart prints
    [Fact]
    public void Every_object_has_what_only_an_API_server_gives()
    {
        var objects = Directory.EnumerateFiles(Repository.PathOf("examples"), "*.yaml", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) is "before.yaml" or "after.yaml")
            .SelectMany(path => File.ReadAllText(path).Split("\n---\n"))
            .ToArray();

        Assert.True(objects.Length > 100);
        Assert.All(objects, text => Assert.Matches(@"\n  uid: [0-9a-f-]{36}(\n|$)", text));
        Assert.All(objects, text => Assert.Matches("\n  resourceVersion: \"\\d+\"(\n|$)", text));
        Assert.All(objects, text => Assert.Matches("\n  creationTimestamp: \"20[0-9T:-]+Z\"(\n|$)", text));
    }

    private static byte[] Value(string snapshot, string key, int which) =>
        Convert.FromBase64String(
            ValuePattern().Matches(File.ReadAllText(snapshot)).Where(match => match.Groups["key"].Value == key).ElementAt(which).Groups["value"].Value);

    [GeneratedRegex("^ +(?<key>[a-zA-Z.-]+): (?<value>LS0t[A-Za-z0-9+/=]+)$", RegexOptions.Multiline)]
    private static partial Regex ValuePattern();
}

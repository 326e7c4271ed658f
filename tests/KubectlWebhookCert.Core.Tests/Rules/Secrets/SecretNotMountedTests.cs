using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Secrets;

public sealed class SecretNotMountedTests
{
    private const string Code = "secret-not-mounted";

    [Fact]
    public void A_declared_secret_that_no_container_uses_is_a_warning()
    {
        var finding = Judged.Of(Declared("v.example.com", Make.PodSpec().Mount("/certs", Make.SecretVolume("old-tls")))).Finding(Code);

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("Secret web/hook-tls, which cert-manager keeps, is used by no container of Deployment web/hook", finding.Fault.Message);
        Assert.Contains(new Evidence("Secrets that the pods mount", "old-tls"), finding.Fault.Evidence);
    }

    public static TheoryData<string> Uses =>
    [
        """{"containers":[{"name":"a","volumeMounts":[{"name":"v","mountPath":"/c"}]}],"volumes":[{"name":"v","secret":{"secretName":"hook-tls"}}]}""",
        """{"containers":[{"name":"a","volumeMounts":[{"name":"v","mountPath":"/c"}]}],"volumes":[{"name":"v","projected":{"sources":[{"secret":{"name":"hook-tls"}}]}}]}""",
        """{"containers":[{"name":"a","args":["--tls-secret=web/hook-tls"]}]}""",
        """{"containers":[{"name":"a","env":[{"name":"X","value":"hook-tls"}]}]}""",
        """{"containers":[{"name":"a","env":[{"name":"X","valueFrom":{"secretKeyRef":{"name":"hook-tls","key":"tls.crt"}}}]}]}""",
        """{"containers":[{"name":"a","envFrom":[{"secretRef":{"name":"hook-tls"}}]}]}""",
        """{"containers":[{"name":"a"}],"initContainers":[{"name":"b","args":["hook-tls"]}]}""",
    ];

    [Theory]
    [MemberData(nameof(Uses))]
    public void Any_use_is_one(string spec) =>
        Assert.DoesNotContain(Code, Judged.Of(Declared("v.example.com", (JsonObject)JsonNode.Parse(spec)!)).Codes);

    [Fact]
    public void A_volume_that_no_container_mounts_is_no_use() => Assert.Contains(
        Code,
        Judged.Of(Declared("v.example.com", (JsonObject)JsonNode.Parse(
            """{"containers":[{"name":"a"}],"volumes":[{"name":"v","secret":{"secretName":"hook-tls"}}]}""")!)).Codes);

    [Fact]
    public void Who_reads_it_through_the_api_mounts_nothing() =>
        Assert.DoesNotContain(Code, Judged.Of(Declared("mutate--v1-pod.sparkoperator.k8s.io", Make.PodSpec())).Codes);

    [Fact]
    public void A_secret_that_nobody_declares_is_not_looked_at() =>
        Assert.DoesNotContain(Code, Judged.Of(Hook.Healthy with { PodSpec = _ => Make.PodSpec() }).Codes);

    private static Hook Declared(string webhook, JsonObject spec) => Hook.Healthy with
    {
        Configuration = configuration => configuration
            .Annotate("cert-manager.io/inject-ca-from", "web/serving")
            .With(json => json["webhooks"]![0]!["name"] = webhook),
        PodSpec = _ => (JsonObject)spec.DeepClone(),
        And =
        [
            Make.Object(
                ResourceTypes.Certificate, "web", "serving", new JsonObject { ["spec"] = new JsonObject { ["secretName"] = "hook-tls" } }),
        ],
    };
}

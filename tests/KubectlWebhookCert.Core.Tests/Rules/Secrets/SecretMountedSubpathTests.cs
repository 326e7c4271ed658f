using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Secrets;

public sealed class SecretMountedSubpathTests
{
    private const string Code = "secret-mounted-subpath";

    [Fact]
    public void A_mount_by_sub_path_is_a_warning()
    {
        var finding = Judged.Of(Mounted("subPath")).Finding(Code);

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(
            "Deployment web/hook mounts Secret web/hook-tls by subPath: its pods never see a new certificate until they are restarted",
            finding.Fault.Message);
        Assert.Equal([new Evidence("mount", "container webhook, volume at /certs, subPath tls.crt")], finding.Fault.Evidence);
    }

    [Fact]
    public void An_expression_is_one_too() => Assert.Contains(Code, Judged.Of(Mounted("subPathExpr")).Codes);

    [Fact]
    public void A_directory_is_none() => Assert.DoesNotContain(Code, Judged.Of(Hook.Healthy).Codes);

    [Fact]
    public void The_sub_path_of_another_volume_is_none() => Assert.DoesNotContain(
        Code, Judged.Of(Hook.Healthy with { PodSpec = spec => spec.Mount("/etc/web", Make.SecretVolume("settings"), "web.yaml") }).Codes);

    [Fact]
    public void Whoever_restarts_the_pods_makes_it_harmless() => Assert.Equal(
        Severity.Info,
        Judged.Of(Mounted("subPath") with { Deployment = made => made.Annotate("reloader.stakater.com/auto", "true") }).Finding(Code).Severity);

    private static Hook Mounted(string field) => Hook.Healthy with
    {
        PodSpec = spec =>
        {
            spec["containers"]![0]!["volumeMounts"]![0]![field] = "tls.crt";
            return spec;
        },
    };
}

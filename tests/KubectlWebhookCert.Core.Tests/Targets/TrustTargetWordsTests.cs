using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Core.Tests.Targets;

/// <summary>Holders of trust as targets, for the commands that take them.</summary>
public sealed class TrustTargetWordsTests
{
    [Theory]
    [InlineData(null, "configmap/x")]
    [InlineData(null, "cm", "x")]
    [InlineData("ca.crt", "cm/x:ca.crt")]
    [InlineData("a:b", "configmaps", "x:a:b")]
    public void A_config_map_is_in_the_namespace_given(string? key, params string[] words) =>
        Assert.Equal(new Target.ConfigMap("ns", "x", key), Parse(words));

    [Theory]
    [InlineData(null, "kubeconfig")]
    [InlineData("admin.conf", "kubeconfig/admin.conf")]
    [InlineData("/etc/kubernetes/admin.conf", "kubeconfig//etc/kubernetes/admin.conf")]
    [InlineData("/etc/kubernetes/admin.conf", "Kubeconfig", "/etc/kubernetes/admin.conf")]
    public void A_kubeconfig_is_the_users_or_a_file(string? path, params string[] words) =>
        Assert.Equal(new Target.Kubeconfig(path), Parse(words));

    [Theory]
    [InlineData("a ConfigMap is named NAME or NAME:KEY, but \"x:\" is given", "cm/x:")]
    [InlineData("a ConfigMap is named NAME or NAME:KEY, but \":ca.crt\" is given", "cm/:ca.crt")]
    [InlineData("a ConfigMap is named NAME or NAME:KEY, but \"ns/x\" is given", "cm/ns/x")]
    [InlineData("resource(s) were provided, but no name was specified", "cm")]
    [InlineData("kubeconfig/ names no file", "kubeconfig/")]
    [InlineData("the target is empty", "")]
    [InlineData("a pod holds no webhook: this command does not take it as a target", "po/x")]
    public void Refuses_what_is_no_target(string message, params string[] words)
    {
        var exception = Assert.Throws<UsageException>(() => Parse(words));

        Assert.Equal(message, exception.Message);
        Assert.NotNull(exception.Hint);
    }

    [Fact]
    public void A_config_map_without_a_namespace_is_refused() => Assert.StartsWith(
        "configmap/x needs a namespace",
        Assert.Throws<UsageException>(() => TargetParser.Parse(["cm/x"], null, TargetScope.WebhooksAndTrust)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Webhooks_are_targets_as_before()
    {
        Assert.Equal(new Target.Everything(), Parse([]));
        Assert.Equal(new Target.Named("config"), Parse(["config"]));
        Assert.Equal(new Target.ThroughService("ns", "x"), Parse(["svc/x"]));
    }

    private static Target Parse(string[] words) => TargetParser.Parse(words, "ns", TargetScope.WebhooksAndTrust);
}

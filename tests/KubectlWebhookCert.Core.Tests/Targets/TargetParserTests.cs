using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Core.Tests.Targets;

public sealed class TargetParserTests
{
    [Fact]
    public void No_word_is_the_whole_cluster() => Assert.Equal(new Target.Everything(), TargetParser.Parse([], "default"));

    [Theory]
    [InlineData("webhook.sparkoperator.k8s.io")]
    [InlineData("cert")] // a type, but none that is a target: somebody's configuration may be called so
    public void A_bare_word_is_a_name(string word) => Assert.Equal(new Target.Named(word), TargetParser.Parse([word], null));

    [Theory]
    [InlineData("vwc", "ValidatingWebhookConfiguration")]
    [InlineData("validatingwebhookconfiguration", "ValidatingWebhookConfiguration")]
    [InlineData("ValidatingWebhookConfigurations", "ValidatingWebhookConfiguration")]
    [InlineData("validatingwebhookconfigurations.admissionregistration.k8s.io", "ValidatingWebhookConfiguration")]
    [InlineData("validatingwebhookconfigurations.v1.admissionregistration.k8s.io", "ValidatingWebhookConfiguration")]
    [InlineData("MWC", "MutatingWebhookConfiguration")]
    [InlineData("crd", "CustomResourceDefinition")]
    [InlineData("crds", "CustomResourceDefinition")]
    [InlineData("crd.apiextensions.k8s.io", "CustomResourceDefinition")]
    [InlineData("apiservice", "APIService")]
    [InlineData("apiservices", "APIService")]
    public void A_type_is_taken_in_every_form_that_kubectl_takes(string word, string kind)
    {
        var slashed = Assert.IsType<Target.OfType>(TargetParser.Parse([$"{word}/x"], null));
        var spaced = Assert.IsType<Target.OfType>(TargetParser.Parse([word, "x"], null));

        Assert.Equal((kind, "x"), (slashed.Type.Kind, slashed.Name));
        Assert.Equal(slashed, spaced);
    }

    [Theory]
    [InlineData("service")]
    [InlineData("services")]
    [InlineData("svc")]
    [InlineData("svc.v1")]
    public void A_service_is_in_the_namespace_given(string word) =>
        Assert.Equal(new Target.ThroughService("ns", "x"), TargetParser.Parse([$"{word}/x"], "ns"));

    [Fact]
    public void A_secret_is_in_the_namespace_given() =>
        Assert.Equal(new Target.ThroughSecret("ns", "x"), TargetParser.Parse(["secret", "x"], "ns"));

    [Theory]
    [InlineData("the server doesn't have a resource type \"foo\"", "foo/x")]
    [InlineData("the server doesn't have a resource type \"foo\"", "foo", "x")]
    [InlineData("the server doesn't have a resource type \"vwc.example.com\"", "vwc.example.com/x")]
    [InlineData("the server doesn't have a resource type \"crd.v1beta1.apiextensions.k8s.io\"", "crd.v1beta1.apiextensions.k8s.io/x")]
    [InlineData("a configmap holds no webhook: this command does not take it as a target", "configmap/x")]
    [InlineData("a configmap holds no webhook: this command does not take it as a target", "cm/x:ca.crt")]
    [InlineData("a pod holds no webhook: this command does not take it as a target", "po", "x")]
    [InlineData("a kubeconfig holds no webhook: this command does not take it as a target", "kubeconfig")]
    [InlineData("a kubeconfig holds no webhook: this command does not take it as a target", "kubeconfig/etc/kubernetes/admin.conf")]
    [InlineData("resource(s) were provided, but no name was specified", "crds")]
    [InlineData("arguments in resource/name form must have a single resource and name, but \"vwc/\" is given", "vwc/")]
    [InlineData("arguments in resource/name form must have a single resource and name, but \"/x\" is given", "/x")]
    [InlineData("arguments in resource/name form may not have more than one slash, but \"svc/ns/x\" is given", "svc/ns/x")]
    [InlineData("the target is empty", "")]
    [InlineData("the target is empty", "vwc", " ")]
    [InlineData("one target at most, but 3 words are given: vwc a b", "vwc", "a", "b")]
    [InlineData("one target at most, but 2 words are given: vwc/a vwc/b", "vwc/a", "vwc/b")]
    [InlineData(
        "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form", "vwc", "vwc/b")]
    public void Refuses_what_is_no_target(string message, params string[] words)
    {
        var exception = Assert.Throws<UsageException>(() => TargetParser.Parse(words, "default"));

        Assert.Equal(message, exception.Message);
        Assert.NotNull(exception.Hint);
    }

    [Fact]
    public void A_service_without_a_namespace_is_refused()
    {
        var exception = Assert.Throws<UsageException>(() => TargetParser.Parse(["svc/x"], null));

        Assert.StartsWith("service/x needs a namespace", exception.Message, StringComparison.Ordinal);
    }
}

using KubectlWebhookCert.Core.ErrorTexts;

namespace KubectlWebhookCert.Core.Tests.ErrorTexts;

/// <summary>What <c>valid for A, not B</c> means depends on how A resembles B.</summary>
public sealed class NameMeaningTests
{
    [Theory]
    // kubernetes-sigs/kueue#5192
    [InlineData(
        "lws-webhook-service.system.svc",
        "kueue-webhook-service.system.svc",
        "the one behind Service system/lws-webhook-service, answered",
        "san-mismatch,selector-too-broad,pod-serves-old-certificate,replicas-disagree,served-wrong-name")]
    // kubeflow/spark-operator#2482
    [InlineData(
        "localhost, spark-operator-webhook.default.svc",
        "spark-operator-webhook-svc.default.svc",
        "may have been renamed or moved",
        "san-mismatch,selector-too-broad,pod-serves-old-certificate,replicas-disagree,served-wrong-name")]
    // a namespace of another name
    [InlineData("hook.old.svc", "hook.new.svc", "behind Service old/hook", "san-mismatch,selector-too-broad,pod-serves-old-certificate,replicas-disagree,served-wrong-name")]
    // cert-manager/cert-manager#3237
    [InlineData(
        "ip-172-16-17-60.ap-southeast-1.compute.internal",
        "cert-manager-webhook.cert-manager.svc",
        "the certificate of a node",
        "san-mismatch,selector-too-broad,pod-serves-old-certificate,replicas-disagree,served-wrong-name")]
    // metallb/metallb#1563
    [InlineData("localhost", "webhook-service.metallb-system.svc", "made for another name", "san-mismatch,selector-too-broad,pod-serves-old-certificate,replicas-disagree,served-wrong-name")]
    [InlineData("hook", "hook.web.svc", "other forms of this Service's name only", "san-mismatch,pod-serves-old-certificate,served-wrong-name")]
    [InlineData("hook.web", "hook.web.svc", "other forms of this Service's name only", "san-mismatch,pod-serves-old-certificate,served-wrong-name")]
    [InlineData("hook.web.svc.cluster.local", "hook.web.svc", "other forms of this Service's name only", "san-mismatch,pod-serves-old-certificate,served-wrong-name")]
    [InlineData("*.svc", "hook.web.svc", "made for another name", "san-mismatch,selector-too-broad,pod-serves-old-certificate,replicas-disagree,served-wrong-name")]
    [InlineData("127.0.0.2", "127.0.0.1", "only IP addresses in the certificate count", "san-mismatch,url-and-service-risk,served-wrong-name")]
    public void Says_what_the_two_names_suggest(string served, string asked, string words, string codes)
    {
        var meaning = ErrorMeanings.Of(new ReportedError(ReportedForm.Bare, $"x509: certificate is valid for {served}, not {asked}", ""))!;

        Assert.StartsWith(
            $"the certificate that answered is for {served}; the API server asked for {asked}", meaning.Means, StringComparison.Ordinal);
        Assert.Contains(words, meaning.Means, StringComparison.Ordinal);
        Assert.Equal(codes.Split(','), meaning.Codes);
    }

    [Fact]
    public void A_long_list_of_names_is_cut_short()
    {
        const string Tail = "x509: certificate is valid for a, b, c, d, e, f, not hook.web.svc";

        var meaning = ErrorMeanings.Of(new ReportedError(ReportedForm.Bare, Tail, ""))!;

        Assert.StartsWith("the certificate that answered is for a, b, c, d and 2 more;", meaning.Means, StringComparison.Ordinal);
    }
}

using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.ServingCertificates;

/// <summary>san-mismatch: says for whom the certificate is valid, what is asked for, and how that came about.</summary>
public sealed class SanMismatchTests
{
    private const string Code = "san-mismatch";

    [Fact]
    public void The_spark_operators_renamed_service_is_the_root_cause_with_what_helm_rendered()
    {
        var judged = Judged.Of(SparkClusters.Chart21().And(
            Releases.Revision("default", "spark-operator", 3, "spark-operator", "1.2.15", "spark-operator-webhook"),
            Releases.Revision("default", "spark-operator", 4, "spark-operator", "2.1.0", "spark-operator-webhook-svc")));

        var finding = judged.Finding(Code);
        Assert.Same(finding, judged.Result.Subjects[0].Findings[0]);
        Assert.True(finding.IsReported);
        Assert.Equal(
            "the certificate is for spark-operator-webhook.default.svc, and the webhook is called as spark-operator-webhook-svc.default.svc: "
            + "the Service was renamed from spark-operator-webhook to spark-operator-webhook-svc by chart spark-operator-2.1.0, after spark-operator-1.2.15",
            finding.Fault.Message);
        Assert.Equal(
            "tls: failed to verify certificate: x509: certificate is valid for spark-operator-webhook.default.svc, "
            + "not spark-operator-webhook-svc.default.svc",
            finding.Fault.ApiServerText);
        Assert.Equal(
            [
                "Service default/spark-operator-webhook in revision 3 of Helm release default/spark-operator (spark-operator-1.2.15)",
                "Service default/spark-operator-webhook-svc in revision 4 of Helm release default/spark-operator (spark-operator-2.1.0)",
            ],
            finding.Fault.Evidence.Where(line => line.Name == "rendered").Select(line => line.Value));
        Assert.Equal("kubectl webhook-cert rotate mutatingwebhookconfiguration/spark-operator-webhook", finding.Fault.Fix);
    }

    [Fact]
    public void Without_a_history_it_says_that_the_service_does_not_exist() => Assert.EndsWith(
        ": Service spark-operator-webhook does not exist, it may have been the name before",
        Judged.Of(SparkClusters.Chart21()).Finding(Code).Fault.Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_history_that_always_had_the_new_name_tells_of_no_renaming() => Assert.DoesNotContain(
        "renamed",
        Judged.Of(SparkClusters.Chart21().And(
            Releases.Revision("default", "spark-operator", 4, "spark-operator", "2.1.0", "spark-operator-webhook-svc"))).Finding(Code).Fault.Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("app=other", ": the name belongs to Service other, which is another one")]
    [InlineData("app=hook", ": Service other exists beside hook and selects the same pods")]
    public void A_service_of_the_certificates_name_is_told(string selector, string story) => Assert.EndsWith(
        story,
        Judged.Of(Named("other.web.svc") with { And = [Make.Service("web", "other", selector)] }).Finding(Code).Fault.Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("hook.default.svc", ": it was issued for namespace default")]
    [InlineData("hook", ": hook is not how the API server calls a Service")]
    [InlineData("hook.web", ": hook.web is not how the API server calls a Service")]
    [InlineData("hook.web.svc.cluster.local", ": hook.web.svc.cluster.local is not how the API server calls a Service")]
    [InlineData("*.svc", "hook.web.svc")]
    [InlineData("127.0.0.1", "hook.web.svc")]
    public void Near_misses_are_explained(string name, string end)
    {
        var judged = Judged.Of(Named(name));

        Assert.Equal([Code], judged.Alarms);
        var message = judged.Finding(Code).Fault.Message;
        Assert.StartsWith($"the certificate is for {name}, and the webhook is called as hook.web.svc", message, StringComparison.Ordinal);
        Assert.EndsWith(end, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*.web.svc")]
    [InlineData("HOOK.web.SVC")]
    public void Names_that_match_are_right(string name) => Assert.Empty(Judged.Of(Named(name)).Alarms);

    [Fact]
    public void A_wrong_ca_behind_a_wrong_name_is_told_too() => Assert.Equal(
        [Code, "ca-mismatch"],
        Judged.Of(Named("other.web.svc") with { Bundle = Issued.Ca("CN=another", 3).Pem }).Alarms.OrderDescending());

    private static Hook Named(string name) => Hook.Healthy with { Leaf = Hook.Healthy.Ca.Leaf("CN=hook", 1, 2, null, name) };
}

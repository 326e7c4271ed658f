using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Secrets;

/// <summary>owner-conflict: two own the same leaf of the same object, which one who made it and one who filled it do not.</summary>
public sealed class OwnerConflictTests
{
    private const string Code = "owner-conflict";
    private const string Certificate = """{"f:data":{"f:tls.crt":{}}}""";
    private const string Bundle = """{"f:webhooks":{"k:{\"name\":\"v.example.com\"}":{"f:clientConfig":{"f:caBundle":{}}}}}""";

    [Fact]
    public void Two_managers_of_one_key_are_a_warning()
    {
        var finding = Judged.Of(SecretBy(("one", Certificate), ("two", Certificate))).Finding(Code);

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("one and two both write tls.crt of Secret web/hook-tls", finding.Fault.Message);
        Assert.Equal(("Secret web/hook-tls", "tls.crt"), (finding.Fault.Where?.ToString(), finding.Fault.Field));
        Assert.Contains(new Evidence("field manager", "two (Update) at 2026-02-01T10:00:00Z"), finding.Fault.Evidence);
    }

    [Theory]
    [InlineData("kubectl-create", """{"f:data":{".":{}}}""", "operator", Certificate)] // made empty, then filled
    [InlineData("helm", """{"f:data":{".":{},"f:ca.crt":{}}}""", "operator", Certificate)]
    [InlineData("kubectl-client-side-apply", Certificate, "kubectl", Certificate)]
    [InlineData("before-first-apply", Certificate, "operator", Certificate)]
    [InlineData("operator", Certificate, "operator", Certificate)]
    public void Those_who_share_no_key_are_none(string one, string fields, string other, string otherFields) =>
        Assert.DoesNotContain(Code, Judged.Of(SecretBy((one, fields), (other, otherFields))).Codes);

    [Fact]
    public void Two_managers_of_one_bundle_are_a_warning() =>
        Assert.Equal("one and two both write the CA bundle", Judged.Of(BundleBy(null, "one", "two")).Finding(Code).Fault.Message);

    [Fact]
    public void A_bundle_that_is_not_the_injectors_is_a_warning() => Assert.Equal(
        "helm wrote the CA bundle last, which cert-manager should inject",
        Judged.Of(BundleBy("cert-manager.io/inject-ca-from-secret", "helm")).Finding(Code).Fault.Message);

    [Theory]
    [InlineData("cert-manager.io/inject-ca-from-secret", "cert-manager-cainjector")]
    [InlineData(null, "helm")]
    public void One_writer_who_may_is_none(string? annotation, string manager) =>
        Assert.DoesNotContain(Code, Judged.Of(BundleBy(annotation, manager)).Codes);

    [Fact]
    public void What_this_plugin_wrote_last_nobody_has_put_back() => Assert.DoesNotContain(
        Code,
        Judged.Of(Hook.Healthy with
        {
            Secret = secret => secret
                .WrittenBy("operator", "2026-02-01T10:00:00Z", Certificate)
                .WrittenBy("kubectl-webhook-cert", "2026-02-01T11:00:00Z", Certificate),
        }).Codes);

    [Theory]
    [InlineData("IfNotPresent", false)]
    [InlineData("Merge", true)]
    public void A_keeper_that_leaves_it_alone_writes_no_more(string ssa, bool expected)
    {
        var hook = SecretBy(("kustomize-controller", Certificate), ("operator", Certificate));
        var kept = hook with { Secret = secret => hook.Secret(secret).Annotate("kustomize.toolkit.fluxcd.io/ssa", ssa) };

        Assert.Equal(expected, Judged.Of(kept).Codes.Contains(Code));
    }

    private static Hook SecretBy(params (string Manager, string Fields)[] writers) => Hook.Healthy with
    {
        Secret = secret => writers.Aggregate(secret, (made, writer) => made.WrittenBy(writer.Manager, "2026-02-01T10:00:00Z", writer.Fields)),
    };

    private static Hook BundleBy(string? annotation, params string[] managers) => Hook.Healthy with
    {
        Configuration = configuration => managers.Aggregate(
            annotation is null ? configuration : configuration.Annotate(annotation, "web/hook-tls"),
            (made, manager) => made.WrittenBy(manager, "2026-02-01T10:00:00Z", Bundle)),
    };
}

using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Tests.Rules.Configurations;

/// <summary>failures-hidden: worth knowing while all is well, a warning where calls fail.</summary>
public sealed class FailuresHiddenTests
{
    private const string Code = "failures-hidden";

    private static readonly Hook Ignoring = Hook.Healthy with
    {
        Configuration = configuration => configuration.With(json => json["webhooks"]![0]!["failurePolicy"] = "Ignore"),
    };

    private static readonly Issued Expired = Hook.Healthy.Ca.Leaf("CN=hook", 1, 2, Judged.Now.AddDays(-1), Hook.ServerName);

    [Fact]
    public void While_calls_succeed_it_is_worth_a_line()
    {
        var finding = Judged.Of(Ignoring).Finding(Code);

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Equal("failurePolicy Ignore: while it cannot be called, requests pass without it", finding.Fault.Message);
        Assert.Equal("failurePolicy", finding.Fault.Field);
    }

    [Fact]
    public void Where_calls_fail_it_is_a_warning_below_what_makes_them_fail()
    {
        var judged = Judged.Of(Ignoring with { Leaf = Expired });

        var finding = judged.Finding(Code);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("failurePolicy Ignore hides that calls fail: requests pass as if the webhook did not exist", finding.Fault.Message);
        Assert.Contains("apiserver_admission_webhook_fail_open_count", finding.Fault.Fix, StringComparison.Ordinal);
        Assert.Contains(finding, judged.Finding("leaf-expired").Consequences);
    }

    [Fact]
    public void A_manifest_says_nothing_of_whether_calls_fail()
    {
        var manifest = Make.Validating("config", Make.Entry("v.example.com", "web/hook"));
        manifest.Json["webhooks"]![0]!["failurePolicy"] = "Ignore";
        var snapshot = new ClusterSnapshot([manifest.Build()], []);
        var inventory = InventoryBuilder.Build(snapshot, new Target.Everything(), DiscoveryOptions.None);

        var result = Validator.Validate(snapshot, inventory, [], new ValidationOptions(Judged.Now, ApiServerVersion.Newest));

        Assert.Equal(Severity.Info, new Judged(result).Finding(Code).Fault.Severity);
    }

    [Fact]
    public void Failures_that_are_seen_are_not_hidden() => Assert.DoesNotContain(Code, Judged.Of(Hook.Healthy with { Leaf = Expired }).Codes);

    [Fact]
    public void Conversion_and_aggregation_have_no_such_policy() => Assert.DoesNotContain(
        Code,
        Judged.Of(new FakeCluster(Make.Crd("a.example.com", "web/hook"), Make.ApiService("v1", "example.com", "web/hook"))).Codes);
}

using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Services;

/// <summary>webhook-blocks-itself: rules, namespaceSelector and objectSelector must all take in the serving pods.</summary>
public sealed class WebhookBlocksItselfTests
{
    private const string Code = "webhook-blocks-itself";

    [Fact]
    public void A_webhook_over_all_pods_is_a_warning_while_it_runs()
    {
        var fault = Judged.Of(Over("""{}""")).Finding(Code);

        Assert.Equal(Severity.Warning, fault.Severity);
        Assert.Equal(
            "the webhook covers the pods of Deployment web/hook, which serve it: once none of them runs, none can be started", fault.Fault.Message);
        Assert.Equal(
            "kubectl patch validatingwebhookconfiguration config --type json -p '[{\"op\":\"add\",\"path\":\"/webhooks/0/namespaceSelector\","
            + "\"value\":{\"matchExpressions\":[{\"key\":\"kubernetes.io/metadata.name\",\"operator\":\"NotIn\",\"values\":[\"web\"]}]}}]'",
            fault.Fault.Fix);
    }

    [Fact]
    public void With_no_pod_left_it_is_the_cause_that_nobody_answers()
    {
        var judged = Judged.Of(Over("""{}""") with { Without = ["Pod", "EndpointSlice"] });

        var first = judged.Result.Subjects[0].Findings[0];
        Assert.Equal((Code, Severity.Error), (first.Rule.Code, first.Severity));
        Assert.Equal(["no-ready-endpoints"], first.Consequences.Select(finding => finding.Rule.Code));
    }

    [Fact]
    public void Pods_that_are_there_and_not_ready_were_let_in()
    {
        var judged = Judged.Of(Over("""{}""") with
        {
            Slice = _ => Make.Slice("web", "hook", 9443, null, Make.SliceEndpoint("10.1.0.4", "hook-5d4f8c7b9-x", ready: false)),
        });

        Assert.Equal("no-ready-endpoints", judged.Result.Subjects[0].Findings[0].Rule.Code);
        Assert.Equal(Severity.Warning, judged.Finding(Code).Severity);
    }

    [Theory]
    [InlineData("""{"failurePolicy":"Ignore"}""")]
    [InlineData("""{"rules":[{"operations":["UPDATE"],"apiGroups":[""],"apiVersions":["v1"],"resources":["pods"]}]}""")]
    [InlineData("""{"rules":[{"operations":["CREATE"],"apiGroups":["apps"],"apiVersions":["v1"],"resources":["*"]}]}""")]
    [InlineData("""{"rules":[{"operations":["*"],"apiGroups":["*"],"apiVersions":["*"],"resources":["pods/status","deployments"]}]}""")]
    [InlineData("""{"rules":[{"operations":["*"],"apiGroups":["*"],"apiVersions":["*"],"resources":["*"],"scope":"Cluster"}]}""")]
    [InlineData("""{"namespaceSelector":{"matchExpressions":[{"key":"kubernetes.io/metadata.name","operator":"NotIn","values":["web"]}]}}""")]
    [InlineData("""{"namespaceSelector":{"matchLabels":{"inject":"true"}}}""")]
    [InlineData("""{"namespaceSelector":{"matchExpressions":[{"key":"inject","operator":"Exists"}]}}""")]
    [InlineData("""{"objectSelector":{"matchExpressions":[{"key":"app","operator":"NotIn","values":["hook"]}]}}""")]
    [InlineData("""{"objectSelector":{"matchLabels":{"app":"other"}}}""")]
    [InlineData("""{"objectSelector":{"matchExpressions":[{"key":"app","operator":"DoesNotExist"}]}}""")]
    public void What_leaves_the_serving_pods_out_is_right(string change) => Assert.DoesNotContain(Code, Judged.Of(Over(change)).Codes);

    [Theory]
    [InlineData("""{"rules":[{"operations":["*"],"apiGroups":["*"],"apiVersions":["*"],"resources":["*/*"]}]}""")]
    [InlineData("""{"rules":[{"operations":["CREATE"],"apiGroups":[""],"apiVersions":["v1"],"resources":["pods/*"],"scope":"Namespaced"}]}""")]
    [InlineData("""{"namespaceSelector":{"matchExpressions":[{"key":"skip","operator":"DoesNotExist"}]}}""")]
    [InlineData("""{"objectSelector":{"matchExpressions":[{"key":"app","operator":"In","values":["hook","other"]}]}}""")]
    public void What_takes_them_in_is_not(string change) => Assert.Contains(Code, Judged.Of(Over(change)).Codes);

    [Fact]
    public void Match_conditions_leave_it_open() => Assert.Contains(
        (Code, "the webhook's matchConditions decide whether it is asked about its own pods"),
        Judged.Of(Over("""{"matchConditions":[{"name":"a","expression":"true"}]}""")).Unknowns);

    [Fact]
    public void Unknown_labels_of_the_namespace_leave_it_open() => Assert.Contains(
        (Code, "the labels of namespace web could not be read"),
        Judged.Of(Over("""{"namespaceSelector":{"matchLabels":{"a":"b"}}}""").Build().Refusing(ResourceTypes.Namespace)).Unknowns);

    private static Hook Over(string change) => Hook.Healthy with
    {
        Configuration = configuration => configuration.With(json =>
        {
            var entry = (JsonObject)json["webhooks"]![0]!;
            entry["rules"] = JsonNode.Parse("""[{"operations":["CREATE"],"apiGroups":[""],"apiVersions":["v1"],"resources":["pods"]}]""");
            foreach (var (name, value) in (JsonObject)JsonNode.Parse(change)!)
            {
                entry[name] = value!.DeepClone();
            }
        }),
    };
}

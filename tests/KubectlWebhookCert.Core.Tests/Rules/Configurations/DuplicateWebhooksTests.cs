using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Configurations;

/// <summary>duplicate-webhooks: the same call for the same requests, from two configurations.</summary>
public sealed class DuplicateWebhooksTests
{
    private const string Code = "duplicate-webhooks";
    private const string Rules = """[{"apiGroups":[""],"apiVersions":["v1"],"operations":["CREATE","UPDATE"],"resources":["pods"],"scope":"*"}]""";

    [Theory]
    [InlineData(Rules)]
    [InlineData("""[{"operations":["UPDATE","CREATE"],"apiGroups":[""],"apiVersions":["v1"],"resources":["pods"]}]""")]
    public void The_same_call_in_another_configuration_is_a_warning_at_both(string rules)
    {
        var judged = Judged.Of(With(Make.Validating("old", Entry(rules))));

        Assert.Equal(["config", "old"], judged.Result.Subjects.Where(subject => subject.All.Any(finding => finding.Rule.Code == Code))
            .Select(subject => subject.Resource.Name));
        var finding = judged.Result.All.First(found => found.Rule.Code == Code);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(
            "validatingwebhookconfiguration/old calls https://hook.web.svc:443/validate for the same requests: one of the two is a leftover",
            finding.Fault.Message);
    }

    [Theory]
    [InlineData("""[{"apiGroups":[""],"apiVersions":["v1"],"operations":["DELETE"],"resources":["pods"]}]""", "/validate", null)]
    [InlineData(Rules, "/other", null)]
    [InlineData(Rules, "/validate", "canary")] // a revision with objects of its own
    public void Another_path_or_other_requests_are_another_webhook(string rules, string path, string? selected) =>
        Assert.DoesNotContain(Code, Judged.Of(With(Make.Validating("old", Entry(rules, path, selected)))).Codes);

    [Fact]
    public void A_mutating_and_a_validating_webhook_are_two() =>
        Assert.DoesNotContain(Code, Judged.Of(With(Make.Mutating("old", Entry(Rules)))).Codes);

    [Fact]
    public void Without_the_other_configurations_nobody_can_tell()
    {
        var judged = Judged.Of(
            With().Refusing(ResourceTypes.ValidatingWebhookConfiguration, verb: "list"),
            new Core.Targets.Target.OfType(ResourceTypes.ValidatingWebhookConfiguration, "config"));

        Assert.Contains((Code, "other validatingwebhookconfigurations could not be read"), judged.Unknowns);
    }

    private static FakeCluster With(params Manifest[] others) => (Hook.Healthy with
    {
        Configuration = configuration => configuration.With(json => json["webhooks"]![0]!["rules"] = JsonNode.Parse(Rules)),
        And = others.ToValueList(),
    }).Build();

    private static JsonObject Entry(string rules, string path = "/validate", string? selected = null)
    {
        var entry = Make.Entry("w.example.com", "web/hook", path: path);
        entry["rules"] = JsonNode.Parse(rules);
        entry["objectSelector"] = new JsonObject
        {
            ["matchLabels"] = selected is null ? [] : new JsonObject { ["revision"] = selected },
        };
        return entry;
    }
}

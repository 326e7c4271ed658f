using System.Text.Json;

namespace KubectlWebhookCert.Commands.Tests;

/// <summary>Every state that <c>inspect</c> can show, from manifests to the JSON; and that the JSON keeps to its schema in each.</summary>
public sealed class WebhookStateTests
{
    private static readonly DateTimeOffset Now = PluginRun.Now;

    private static readonly Dictionary<string, Stage> Stages = new()
    {
        ["complete"] = new Stage(),
        ["service missing"] = new Stage { Service = false, OtherService = true },
        ["service unknown"] = new Stage { Service = false },
        ["no ready endpoints"] = new Stage { Ready = false },
        ["not verified"] = new Stage { InsecureApiService = true },
        ["no CA bundle"] = new Stage { BundleIsEmpty = true },
        ["CA bundle unreadable"] = new Stage { BundleIsGarbage = true },
        ["CA expired"] = new Stage { AuthorityNotAfter = Now.AddSeconds(-1) },
        ["called by URL"] = new Stage { ByUrl = true },
        ["secret not found"] = new Stage { Secret = false },
        ["secret ambiguous"] = new Stage { TwoSecrets = true },
        ["leaf expired"] = new Stage { LeafNotAfter = Now.AddSeconds(-1) },
        ["leaf not yet valid"] = new Stage { LeafNotBefore = Now.AddSeconds(1) },
        ["name mismatch"] = new Stage { LeafName = "hook.other.svc" },
        ["CA mismatch"] = new Stage { OtherAuthority = true },
    };

    public static TheoryData<string> States => [.. Stages.Keys];

    [Theory]
    [MemberData(nameof(States))]
    public async Task A_state_is_shown_and_the_json_keeps_to_its_schema(string state)
    {
        using var schema = JsonDocument.Parse(await File.ReadAllTextAsync(
            Repository.PathOf("docs/inspection.schema.json"), TestContext.Current.CancellationToken));
        var manifests = Stages[state].ToYaml();

        var json = await PluginRun.Of(["inspect", "-f", "-", "-o", "json"], input: manifests);
        var tree = await PluginRun.Of(["inspect", Stages[state].InsecureApiService ? "v1.stage.example.com" : "stage", "-f", "-"], input: manifests);

        using var document = JsonDocument.Parse(json.Out);
        Assert.Equal(state, document.RootElement.GetProperty("items")[0].GetProperty("webhooks")[0].GetProperty("state").GetString());
        Assert.Empty(new JsonSchemaValidator(schema.RootElement).Validate(document.RootElement));
        Assert.Equal((0, string.Empty), (tree.ExitCode, tree.Error));
        Assert.Contains(state, tree.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)] // RFC 5280: both ends count
    [InlineData(300)]
    public async Task The_ends_of_a_validity_period_are_in_it(int daysLeft)
    {
        var stage = new Stage { LeafNotBefore = Now.AddDays(daysLeft - 300), LeafNotAfter = Now.AddDays(daysLeft) };

        var run = await PluginRun.Of(["inspect", "-f", "-", "--no-headers"], input: stage.ToYaml());

        Assert.EndsWith("complete\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_state_is_in_the_documentation()
    {
        var documentation = await File.ReadAllTextAsync(Repository.PathOf("docs/inspect.md"), TestContext.Current.CancellationToken);

        Assert.All(Stages.Keys, state => Assert.Contains($"`{state}`", documentation, StringComparison.Ordinal));
    }
}

using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>That `inspect` shows what a user may see, and says what the user may not.</summary>
public sealed class RestrictedInspectTests(SharedCluster shared) : InspectTest(shared)
{
    private const string Gets = "no permission to get";
    private const string Lists = "no permission to list";

    [Fact]
    public async Task What_the_handbook_asks_for_is_enough()
    {
        var stage = await SoundAsync();
        var name = await ValidatingAsync(stage);
        var searched = await Stages.WithoutPodsAsync(IssueAsync, Cancelled);
        var nameOfSearched = await ValidatingAsync(searched);
        var reader = await ReaderAsync(null, [.. ReadRight.Configurations, .. ReadRight.Namespaced]);

        foreach (var target in new[] { name, nameOfSearched })
        {
            var result = await Plugin.InspectAsync(reader.Kubeconfig, target, "-o", "json");

            Assert.Equal("complete", Json.Text(Only(Plugin.Document(result)), "state"));
            Assert.Equal("", result.Error);
        }
    }

    [Fact]
    public async Task What_the_handbook_asks_for_is_enough_while_no_pod_runs()
    {
        var service = await Make.ServiceAsync(
            await Make.NamespaceAsync(Cancelled), "hook", 443, "9443", new Dictionary<string, string> { ["app"] = "hook" }, Cancelled);
        var name = await Make.ValidatingAsync([new(service, Authority.Pem)], Cancelled);
        var reader = await ReaderAsync(null, [.. ReadRight.Configurations, .. ReadRight.Namespaced]);

        var result = await Plugin.InspectAsync(reader.Kubeconfig, name, "-o", "json");

        Assert.Equal("missing", Json.Text(Only(Plugin.Document(result)), "service.endpointsPresence"));
        Assert.Equal("", result.Error);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("vwc/{0}")]
    [InlineData("{0}")]
    [InlineData("service/hook")]
    public async Task A_user_without_any_right_is_told_so(string? target)
    {
        var stage = await SoundAsync();
        var name = await ValidatingAsync(stage);
        var reader = await RestrictedReader.CreateAsync(Cluster, Make, Cancelled);
        string[] arguments = target is null ? [] : [target.Replace("{0}", name, StringComparison.Ordinal), "-n", stage.Namespace];

        var result = await Plugin.InspectAsync(reader.Kubeconfig, arguments);

        Plugin.MustFail(result, reader.Name, "validatingwebhookconfigurations", "is forbidden");
    }

    [Fact]
    public async Task With_rights_for_one_namespace_the_other_is_unknown()
    {
        var mine = await SoundAsync();
        var theirs = await SoundAsync();
        var name = await Make.ValidatingAsync(
            [Entry(mine), Entry(theirs) with { Name = "theirs.webhook-cert.test" }], Cancelled);
        var reader = await ReaderAsync(null, ReadRight.Configurations);
        await reader.GrantAsync(Cluster, Make, mine.Namespace, ReadRight.Namespaced, Cancelled);

        var result = await Plugin.InspectAsync(reader.Kubeconfig, $"vwc/{name}", "-o", "json");

        var document = Plugin.Document(result);
        Assert.Equal("complete", Json.Text(document, "items.0.webhooks.0.state"));
        Assert.Equal("service unknown", Json.Text(document, "items.0.webhooks.1.state"));
        Assert.Equal("unknown", Json.Text(document, "items.0.webhooks.1.service.presence"));
        Assert.Equal("unknown", Json.Text(document, "items.0.webhooks.1.service.endpointsPresence"));
        var warnings = Warnings(result);
        Assert.All(warnings, warning => Assert.Contains($"in namespace \"{theirs.Namespace}\"", warning, StringComparison.Ordinal));
        Assert.Single(warnings, warning => warning.Contains($"{Gets} services", StringComparison.Ordinal));
        Assert.Single(warnings, warning => warning.Contains($"{Lists} endpointslices.discovery.k8s.io", StringComparison.Ordinal));
        Assert.Single(warnings, warning => warning.Contains($"{Lists} secrets", StringComparison.Ordinal));
        Assert.Equal(warnings.Length, warnings.Distinct().Count());
    }

    [Fact]
    public async Task With_rights_for_one_namespace_and_no_configuration_that_is_the_error()
    {
        var stage = await SoundAsync();
        var name = await ValidatingAsync(stage);
        var reader = await ReaderAsync(stage.Namespace, ReadRight.Namespaced);

        var typed = await Plugin.InspectAsync(reader.Kubeconfig, $"vwc/{name}");
        var throughService = await Plugin.InspectAsync(reader.Kubeconfig, "service/hook", "-n", stage.Namespace);

        Plugin.MustFail(typed, reader.Name, name, "is forbidden");
        Plugin.MustFail(throughService, reader.Name, "is forbidden");
    }

    [Fact]
    public async Task Without_Secrets_a_mounted_one_is_unknown()
    {
        var stage = await SoundAsync();
        var name = await ValidatingAsync(stage);
        var reader = await ReaderAsync(null, AllBut("secrets"));

        var result = await Plugin.InspectAsync(reader.Kubeconfig, name, "-o", "json");
        var webhook = Only(Plugin.Document(result));
        var tree = await Plugin.InspectAsync(reader.Kubeconfig, name);

        Assert.Equal("secret unknown", Json.Text(webhook, "state"));
        Assert.Equal("found", Json.Text(webhook, "service.presence"));
        Assert.Equal(stage.Secret, Json.Text(webhook, "servingSecrets.0.name"));
        Assert.Equal("unknown", Json.Text(webhook, "servingSecrets.0.presence"));
        Assert.Contains($"Secret {stage.Namespace}/{stage.Secret}", tree.Output, StringComparison.Ordinal);
        var warning = Assert.Single(Warnings(result));
        Assert.StartsWith($"warning: {Gets} secrets \"{stage.Secret}\" in namespace \"{stage.Namespace}\"", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_Secrets_one_that_has_to_be_searched_for_is_unknown_and_not_missing()
    {
        var stage = await Stages.WithoutPodsAsync(IssueAsync, Cancelled);
        var name = await ValidatingAsync(stage);
        var reader = await ReaderAsync(null, AllBut("secrets"));

        var result = await Plugin.InspectAsync(reader.Kubeconfig, name, "-o", "json");
        var tree = await Plugin.InspectAsync(reader.Kubeconfig, name);

        Assert.Equal("secret unknown", Json.Text(Only(Plugin.Document(result)), "state"));
        Assert.DoesNotContain("no Secret found", tree.Output, StringComparison.Ordinal);
        var warning = Assert.Single(Warnings(result));
        Assert.StartsWith($"warning: {Lists} secrets in namespace \"{stage.Namespace}\"", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("services", "service unknown", Gets + " services \"hook\"")]
    [InlineData("pods", "complete", Lists + " pods")]
    [InlineData("deployments", "complete", Gets + " deployments.apps \"hook\"")]
    public async Task Each_missing_permission_is_named_and_the_rest_is_shown(string missing, string state, string warned)
    {
        var stage = await SoundAsync();
        var name = await ValidatingAsync(stage);
        var reader = await ReaderAsync(null, AllBut(missing));

        var result = await Plugin.InspectAsync(reader.Kubeconfig, name, "-o", "json");

        var document = Plugin.Document(result);
        Assert.Equal(state, Json.Text(Only(document), "state"));
        Assert.Contains(
            Warnings(result),
            warning => warning.StartsWith($"warning: {warned}", StringComparison.Ordinal)
                && warning.Contains($"in namespace \"{stage.Namespace}\"", StringComparison.Ordinal));
        Assert.Contains(
            Assert.IsType<JsonArray>(document["unreadable"]), refused => Json.Text(refused, "resource")?.Split('.')[0] == missing);
    }

    [Fact]
    public async Task Without_endpoints_nobody_says_that_there_are_none()
    {
        var stage = await SoundAsync();
        var name = await ValidatingAsync(stage);
        var reader = await ReaderAsync(null, AllBut("endpoints", "endpointslices"));

        var result = await Plugin.InspectAsync(reader.Kubeconfig, name, "-o", "json");

        var webhook = Only(Plugin.Document(result));
        Assert.Equal("unknown", Json.Text(webhook, "service.endpointsPresence"));
        Assert.NotEqual("no ready endpoints", Json.Text(webhook, "state"));
        Assert.Contains(Warnings(result), warning => warning.Contains(" endpoint", StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_a_server_without_slices_the_right_to_get_endpoints_is_enough()
    {
        var current = await Cluster.Admin.SendAsync(HttpMethod.Get, "/apis/discovery.k8s.io/v1", null, Cancelled);
        Assert.SkipWhen(current.IsSuccess, "the server has discovery.k8s.io/v1");
        var stage = await SoundAsync();
        var name = await ValidatingAsync(stage);
        var reader = await ReaderAsync(null, AllBut("endpointslices")); // the server forbids before it says that there are none

        var webhook = Only(Plugin.Document(await Plugin.InspectAsync(reader.Kubeconfig, name, "-o", "json")));

        Assert.Equal("found", Json.Text(webhook, "service.endpointsPresence"));
        Assert.Equal(2, Json.Count(webhook, "service.endpoints"));
    }

    [Fact]
    public async Task One_forbidden_kind_of_configuration_does_not_hide_the_others()
    {
        var stage = await SoundAsync();
        var name = await ValidatingAsync(stage);
        var reader = await ReaderAsync(null, AllBut("apiservices"));

        var everything = await Plugin.InspectAsync(reader.Kubeconfig, "-n", stage.Namespace);
        var bare = await Plugin.InspectAsync(reader.Kubeconfig, name);
        var nowhere = await Plugin.InspectAsync(reader.Kubeconfig, "v1.no-such-group");

        Plugin.MustBeDone(everything);
        Assert.Contains($" {name} ", everything.Output, StringComparison.Ordinal);
        Assert.StartsWith(
            $"warning: {Lists} apiservices.apiregistration.k8s.io", Assert.Single(Warnings(everything)), StringComparison.Ordinal);
        Plugin.MustBeDone(bare);
        Plugin.MustFail(nowhere, "v1.no-such-group", "apiservices.apiregistration.k8s.io");
    }

    private static IReadOnlyList<ReadRight> AllBut(params IReadOnlyList<string> resources) =>
        [.. ReadRight.Configurations.Concat(ReadRight.Namespaced).Where(right => !resources.Contains(right.Resource))];

    // Nothing but warnings may stand on stderr where the run went well.
    private static string[] Warnings(ProgramResult result)
    {
        var lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.StartsWith("warning: ", line, StringComparison.Ordinal));
        return lines;
    }

    private async Task<RestrictedReader> ReaderAsync(string? @namespace, IReadOnlyList<ReadRight> rights)
    {
        var reader = await RestrictedReader.CreateAsync(Cluster, Make, Cancelled);
        await reader.GrantAsync(Cluster, Make, @namespace, rights, Cancelled);
        return reader;
    }
}

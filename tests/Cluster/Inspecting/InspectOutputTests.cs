using System.Text.Json;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The output formats, each against another of them or against kubectl.</summary>
public sealed class InspectOutputTests(SharedCluster shared) : InspectTest(shared)
{
    [Fact]
    public async Task Without_a_target_there_is_a_line_for_each_of_the_four_kinds()
    {
        var stage = await SoundAsync();
        var names = await AllFourAsync(stage);

        var result = await InspectAsync("-n", stage.Namespace);

        Plugin.MustBeDone(result);
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, lines.Length);
        Assert.Equal(
            ["KIND", "NAME", "WEBHOOK", "SERVICE", "CA EXPIRES", "LEAF EXPIRES", "OWNER", "STATE"],
            lines[0].Split("   ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.All(names, name => Assert.Single(lines, line => line.Contains($" {name} ", StringComparison.Ordinal)));
        Assert.All(lines.Skip(1), line => Assert.Contains($" {stage.Namespace}/hook ", line, StringComparison.Ordinal));
        Assert.All(lines.Skip(1), line => Assert.EndsWith(" complete", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task The_wide_table_has_more_columns_and_headers_can_be_left_out()
    {
        var stage = await SoundAsync();
        await ValidatingAsync(stage);

        var wide = await InspectAsync("-n", stage.Namespace, "-o", "wide");
        var bare = await InspectAsync("-n", stage.Namespace, "-o", "wide", "--no-headers");

        Assert.Contains("FAILURE POLICY", wide.Output, StringComparison.Ordinal);
        Assert.Contains($" {stage.Namespace}/{stage.Secret} ", wide.Output, StringComparison.Ordinal);
        Assert.Contains(" 1/2 ", wide.Output, StringComparison.Ordinal);
        Assert.Single(bare.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_namespace_without_webhooks_is_no_error()
    {
        var empty = await Make.NamespaceAsync(Cancelled);

        var table = await InspectAsync("-n", empty);
        var json = await InspectAsync("-n", empty, "-o", "json");

        Plugin.MustBeDone(table);
        Assert.StartsWith("No ", table.Error, StringComparison.Ordinal);
        Assert.Equal(0, Json.Count(Plugin.Document(json), "items"));
        Assert.Equal("", json.Error);
    }

    [Fact]
    public async Task Yaml_is_the_same_document_as_json()
    {
        var name = await ValidatingAsync(await SoundAsync());

        var json = WithoutInstant(await DocumentAsync(name));
        var yaml = await InspectAsync(name, "-o", "yaml");

        Plugin.MustBeDone(yaml);
        var read = Assert.Single(YamlReader.Read(yaml.Output, "output"));
        var document = Assert.IsType<JsonObject>(JsonObject.Create(read.Json));
        Assert.True(JsonNode.DeepEquals(json, WithoutInstant(document)), yaml.Output);
    }

    [Fact]
    public async Task Yaml_is_read_by_kubectl_too()
    {
        var name = await ValidatingAsync(await SoundAsync());
        var json = WithoutInstant(await DocumentAsync(name));
        var yaml = await InspectAsync(name, "-o", "yaml");

        var wrapped = "apiVersion: example.org/v1\nkind: Wrapped\nmetadata: {name: wrapped}\ndocument:\n  "
            + yaml.Output.TrimEnd('\n').Replace("\n", "\n  ", StringComparison.Ordinal);
        var printed = await PrintWithKubectlAsync(wrapped, "json");

        Assert.True(printed.ExitCode == 0, printed.Error);
        var document = Assert.IsType<JsonObject>(Json.At(JsonNode.Parse(printed.Output), "document"));
        Assert.True(JsonNode.DeepEquals(json, WithoutInstant(document)), printed.Output);
    }

    [Fact]
    public async Task Names_are_what_kubectl_takes()
    {
        var stage = await SoundAsync();
        var names = await AllFourAsync(stage);

        var result = await InspectAsync("-n", stage.Namespace, "-o", "name");
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] get = ["--kubeconfig", Cluster.AdminKubeconfig, "--cache-dir", Cluster.Folder.PathOf("kubectl-cache"), "get", "-o", "name"];
        var kubectl = await new ProgramCall("kubectl", [.. get, .. lines]).RunAsync(Cancelled);

        Assert.Equal(4, lines.Length);
        Assert.All(names, name => Assert.Single(lines, line => line.EndsWith("/" + name, StringComparison.Ordinal)));
        Assert.True(kubectl.ExitCode == 0, kubectl.Error);
        Assert.Equal(result.Output, kubectl.Output);
    }

    [Theory]
    [InlineData("{.items[0].webhooks[0].servingSecrets[0].leaf.certificate.sha256}")]
    [InlineData("{.items[*].webhooks[*].servingSecrets[*].leaf.certificate.sha256}")]
    [InlineData("{range .items[*]}{range .webhooks[*]}{.servingSecrets[0].leaf.certificate.sha256}{end}{end}")]
    [InlineData("{.items[0].webhooks[?(@.failurePolicy==\"Fail\")].servingSecrets[0].leaf.certificate.sha256}")]
    public async Task A_jsonpath_reads_what_stands_in_the_json(string template)
    {
        var name = await ValidatingAsync(await SoundAsync());
        var expected = Json.Text(await OnlyWebhookAsync(name), "servingSecrets.0.leaf.certificate.sha256");

        var printed = await InspectAsync(name, "-o", $"jsonpath={template}");
        var file = Cluster.Folder.Write(FreshName.With("template"), template);
        var fromFile = await InspectAsync(name, "-o", $"jsonpath-file={file}");

        Assert.NotNull(expected);
        Assert.Equal(expected, printed.Output);
        Assert.Equal(expected, fromFile.Output.TrimEnd('\n'));
    }

    [Fact]
    public async Task A_jsonpath_prints_what_kubectls_prints()
    {
        const string Template =
            "{range ITEMS[*].webhooks[*]}{.name}{\"\\t\"}{.calls.service}{\"\\t\"}{.caBundle.bytes}{\"\\t\"}{.missing}{\"\\n\"}{end}";
        var name = await ValidatingAsync(await SoundAsync());
        var document = await DocumentAsync(name);
        var wrapped = new JsonObject
        {
            ["apiVersion"] = "example.org/v1",
            ["kind"] = "Wrapped",
            ["metadata"] = new JsonObject { ["name"] = "wrapped" },
            ["document"] = document,
        };

        var ours = await InspectAsync(name, "-o", "jsonpath=" + Template.Replace("ITEMS", ".items", StringComparison.Ordinal));
        var kubectls = await PrintWithKubectlAsync(
            wrapped.ToJsonString(), "jsonpath=" + Template.Replace("ITEMS", ".document.items", StringComparison.Ordinal));

        Assert.True(kubectls.ExitCode == 0, kubectls.Error);
        Assert.Equal(kubectls.Output, ours.Output);
    }

    [Fact]
    public async Task The_tree_says_what_is_called_trusted_stored_and_served()
    {
        var stage = await SoundAsync();
        var name = await ValidatingAsync(stage);

        var result = await InspectAsync(name);

        Plugin.MustBeDone(result);
        Assert.StartsWith($"ValidatingWebhookConfiguration/{name} ", result.Output, StringComparison.Ordinal);
        Assert.Contains($"calls   https://{stage.Service.ServerName}:443/admit", result.Output, StringComparison.Ordinal);
        Assert.Contains("trusts  CA CN=webhook CA ", result.Output, StringComparison.Ordinal);
        Assert.Contains($"stored  Secret {stage.Namespace}/{stage.Secret} ", result.Output, StringComparison.Ordinal);
        Assert.Contains($"leaf for {stage.Service.ServerName} ", result.Output, StringComparison.Ordinal);
        Assert.Contains("served  2 endpoints, 1 ready", result.Output, StringComparison.Ordinal);
        Assert.Contains("not asked: its node no-such-node is gone\n", result.Output, StringComparison.Ordinal);
        Assert.Equal("", result.Error);
    }

    // A local patch of nothing: kubectl reads an object with its own parser and prints it. Not a bare document: its `items` would
    // make it a list of other objects.
    private static Task<ProgramResult> PrintWithKubectlAsync(string manifest, string format) =>
        new ProgramCall("kubectl", "patch", "--local", "--type", "merge", "-p", "{}", "-o", format, "-f", "-") { Input = manifest }
            .RunAsync(Cancelled);

    private static JsonObject WithoutInstant(JsonObject document)
    {
        Assert.Equal(JsonValueKind.String, document["at"]?.GetValueKind());
        document.Remove("at");
        return document;
    }

    private async Task<IReadOnlyList<string>> AllFourAsync(Stage stage) =>
    [
        await Make.ValidatingAsync([Entry(stage)], Cancelled),
        await Make.MutatingAsync([Entry(stage)], Cancelled),
        (await Make.DefinitionAsync(stage.Service, stage.Serving.AuthorityPem, Cancelled)).Configuration,
        (await Make.ApiServiceAsync(stage.Service, stage.Serving.AuthorityPem, Cancelled)).Configuration,
    ];
}

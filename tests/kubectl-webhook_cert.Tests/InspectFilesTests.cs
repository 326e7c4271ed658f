using System.Text.Json;

namespace KubectlWebhookCert.Commands.Tests;

/// <summary><c>inspect -f</c> as a user sees it: whole outputs, compared with golden files.</summary>
public sealed class InspectFilesTests
{
    private static readonly string Incident = Repository.PathOf("examples/s1-service-renamed/before.yaml");

    [Theory]
    [InlineData("table.txt", new string[0], null)]
    [InlineData("wide.txt", new[] { "-o", "wide" }, null)]
    [InlineData("labels.txt", new[] { "--show-labels", "--no-headers" }, null)]
    [InlineData("tree.txt", new[] { "spark-operator-webhook" }, null)]
    [InlineData("tree-100.txt", new[] { "spark-operator-webhook" }, 100)]
    [InlineData("tree-60.txt", new[] { "vwc/spark-operator-webhook" }, 60)]
    [InlineData("inspection.json", new[] { "vwc", "spark-operator-webhook", "-o", "json" }, null)]
    [InlineData("inspection.yaml", new[] { "vwc", "spark-operator-webhook", "-o", "yaml" }, null)]
    [InlineData("names.txt", new[] { "-o", "name" }, null)]
    [InlineData("ticket.md", new[] { "-o", "markdown" }, null)]
    [InlineData("chains.mermaid", new[] { "-o", "mermaid" }, null)]
    [InlineData("page.html", new[] { "-o", "html" }, null)]
    [InlineData("jsonpath.txt", new[] { "-o", "jsonpath={range .items[*].webhooks[*]}{.name}{\"\\t\"}{.state}{\"\\n\"}{end}" }, null)]
    public async Task The_incident_is_shown(string golden, string[] arguments, int? width)
    {
        var run = await PluginRun.Of(["inspect", "-f", Incident, .. arguments], width: width);

        Assert.Equal(string.Empty, run.Error);
        Assert.Equal(0, run.ExitCode);
        Golden.Matches($"s1/{golden}", run.Out);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(80)]
    [InlineData(60)]
    public async Task No_line_of_the_tree_is_wider_than_the_terminal(int width)
    {
        var run = await PluginRun.Of(["inspect", "spark-operator-webhook", "-f", Incident], width: width);

        Assert.NotEmpty(run.Out);
        Assert.All(run.Out.Split('\n'), line => Assert.InRange(line.Length, 0, width));
    }

    [Fact]
    public async Task The_json_is_what_the_schema_in_docs_promises()
    {
        using var schema = JsonDocument.Parse(await File.ReadAllTextAsync(
            Repository.PathOf("docs/inspection.schema.json"), TestContext.Current.CancellationToken));
        var run = await PluginRun.Of(["inspect", "-f", Incident, "-o", "json"]);
        using var document = JsonDocument.Parse(run.Out);

        Assert.Empty(new JsonSchemaValidator(schema.RootElement).Validate(document.RootElement));
    }

    [Fact]
    public async Task The_schema_check_notices_a_field_too_many_and_one_too_few()
    {
        using var schema = JsonDocument.Parse(await File.ReadAllTextAsync(
            Repository.PathOf("docs/inspection.schema.json"), TestContext.Current.CancellationToken));
        var run = await PluginRun.Of(["inspect", "-f", Incident, "-o", "json"]);
        var validator = new JsonSchemaValidator(schema.RootElement);
        using var more = JsonDocument.Parse(run.Out.Replace("\"serverName\"", "\"servername\"", StringComparison.Ordinal));

        var problems = validator.Validate(more.RootElement);

        Assert.Contains(problems, problem => problem.Contains("lacks serverName", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("property servername", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_on_standard_input_gives_the_same_as_the_file_itself()
    {
        var text = await File.ReadAllTextAsync(Incident, TestContext.Current.CancellationToken);

        var fromFile = await PluginRun.Of(["inspect", "-f", Incident]);
        var fromInput = await PluginRun.Of(["inspect", "-f", "-"], input: text);

        Assert.Equal(fromFile, fromInput);
    }

    [Fact]
    public async Task Private_keys_are_in_no_output()
    {
        foreach (var format in (string[])["table", "wide", "json", "yaml", "name"])
        {
            var run = await PluginRun.Of(["inspect", "-f", Incident, "-o", format, "-v=9"]);
            Assert.DoesNotContain("PRIVATE KEY", run.Out + run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVk", run.Out + run.Error, StringComparison.Ordinal);
        }
    }
}

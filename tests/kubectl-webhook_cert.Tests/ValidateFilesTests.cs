using System.Text.Json;
using System.Xml.Linq;

namespace KubectlWebhookCert.Commands.Tests;

/// <summary><c>validate -f</c> and <c>why -f</c> as a user sees them, over the bundled incidents.</summary>
public sealed class ValidateFilesTests
{
    private const string S1 = "s1-service-renamed";
    private const string S2 = "s2-replicas-and-argo-cd";
    private const string S3 = "s3-shared-and-expired";
    private const string S4 = "s4-selector-too-broad";
    private const string S5 = "s5-api-server-ca-replaced";

    public static TheoryData<string> Incidents => [S1, S2, S3, S4, S5];

    [Theory]
    [InlineData(S1, "san-mismatch")]
    [InlineData(S2, "gitops-overwrites")]
    [InlineData(S3, "leaf-expired")]
    [InlineData(S4, "selector-too-broad")]
    [InlineData(S5, "trust-missing-ca")]
    public async Task The_first_finding_is_the_root_cause(string incident, string code)
    {
        var run = await PluginRun.Of(["validate", "-f", Before(incident), "-o", "name"]);

        Assert.Equal((1, string.Empty), (run.ExitCode, run.Error));
        Assert.StartsWith(code + " ", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(S1, "san-mismatch")]
    [InlineData(S2, "gitops-overwrites")]
    [InlineData(S3, "leaf-expired")]
    [InlineData(S4, "selector-too-broad")]
    [InlineData(S5, "trust-missing-ca")]
    public async Task Why_names_the_root_cause_from_the_error_that_the_user_saw(string incident, string code)
    {
        var error = await File.ReadAllTextAsync(Repository.PathOf($"examples/{incident}/error.txt"), TestContext.Current.CancellationToken);

        var run = await PluginRun.Of(["why", "-", "-f", Before(incident), "-o", "json"], input: error);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        using var document = JsonDocument.Parse(run.Out);
        Assert.Equal(code, document.RootElement.GetProperty("items")[0].GetProperty("causes")[0].GetProperty("code").GetString());
    }

    [Theory]
    [MemberData(nameof(Incidents))]
    public async Task After_the_repair_there_is_no_error_and_no_warning(string incident)
    {
        var run = await PluginRun.Of(["validate", "-f", After(incident), "--fail-on", "warning"]);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Out));
        Assert.DoesNotContain("warning", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(S1, "spark-operator-webhook")]
    [InlineData(S2, "mwc/spark-operator-webhook-config")]
    [InlineData(S3, "mwc/spark-webhook-config")]
    [InlineData(S4, "vwc/lws-validating-webhook-configuration")]
    public async Task A_named_webhook_is_shown_with_the_evidence(string incident, string target)
    {
        var run = await PluginRun.Of(["validate", target, "-f", Before(incident)], width: 120);

        Assert.Equal(1, run.ExitCode);
        Golden.Matches($"validate/{incident}.txt", run.Out);
        Assert.DoesNotContain("PRIVATE KEY", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table.txt", new string[0])]
    [InlineData("wide.txt", new[] { "-o", "wide" })]
    [InlineData("names.txt", new[] { "-o", "name" })]
    [InlineData("validation.json", new[] { "-o", "json" })]
    [InlineData("validation.yaml", new[] { "-o", "yaml" })]
    [InlineData("jsonpath.txt", new[] { "-o", "jsonpath={range .items[*].findings[*]}{.code}{\"\\n\"}{end}" })]
    [InlineData("junit.xml", new[] { "-o", "junit" })]
    [InlineData("markdown.md", new[] { "-o", "markdown" })]
    [InlineData("prometheus.txt", new[] { "-o", "prometheus" })]
    [InlineData("chains.mermaid", new[] { "-o", "mermaid" })]
    [InlineData("page.html", new[] { "-o", "html" })]
    public async Task Every_output_of_the_first_incident(string golden, string[] arguments)
    {
        var run = await PluginRun.Of(["validate", "-f", Before(S1), .. arguments]);

        Assert.Equal(1, run.ExitCode);
        Golden.Matches($"validate/{golden}", run.Out);
    }

    [Theory]
    [InlineData("incidents.mermaid", "mermaid")]
    [InlineData("incidents.html", "html")]
    public async Task Pictures_of_several_incidents_at_once(string golden, string format)
    {
        var run = await PluginRun.Of(["validate", .. Incidents.SelectMany(row => new[] { "-f", Before(row.Data) }), "-o", format]);

        Assert.Equal((1, string.Empty), (run.ExitCode, run.Error));
        Golden.Matches($"validate/{golden}", run.Out);
    }

    [Fact]
    public async Task The_documentation_shows_the_chart_that_is_really_printed()
    {
        var run = await PluginRun.Of(["validate", "vwc/spark-operator-webhook", "-f", Before(S1), "-o", "mermaid"]);

        var documentation = await File.ReadAllTextAsync(Repository.PathOf("docs/validate.md"), TestContext.Current.CancellationToken);
        Assert.Contains($"```mermaid\n{run.Out}```\n", documentation, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Incidents))]
    public async Task The_json_is_what_the_schema_in_docs_promises(string incident)
    {
        await MustMatchAsync("docs/validation.schema.json", await PluginRun.Of(["validate", "-f", Before(incident), "-o", "json"]));
        var error = await File.ReadAllTextAsync(Repository.PathOf($"examples/{incident}/error.txt"), TestContext.Current.CancellationToken);
        await MustMatchAsync("docs/diagnosis.schema.json", await PluginRun.Of(["why", error, "-f", Before(incident), "-o", "json"]));
        await MustMatchAsync("docs/diagnosis.schema.json", await PluginRun.Of(["why", error, "--offline", "-o", "json"]));
    }

    [Fact]
    public async Task Junit_counts_what_failed()
    {
        var run = await PluginRun.Of(["validate", "-f", Before(S1), "-o", "junit"]);

        var suites = XDocument.Parse(run.Out).Root!;
        var cases = suites.Descendants("testcase").ToArray();
        Assert.Equal(3, cases.Length);
        Assert.Equal($"{cases.Length}", (string?)suites.Attribute("tests"));
        Assert.Equal($"{cases.Count(each => each.Element("failure") is not null)}", (string?)suites.Attribute("failures"));
        Assert.Contains(suites.Descendants("failure"), failure => (string?)failure.Attribute("type") == "san-mismatch");
    }

    [Fact]
    public async Task A_later_file_replaces_what_an_earlier_one_holds()
    {
        var broken = await PluginRun.Of(["validate", "spark-operator-webhook", "-f", After(S1), "-f", Before(S1)]);
        var mended = await PluginRun.Of(["validate", "spark-operator-webhook", "-f", Before(S1), "-f", After(S1)]);

        Assert.Equal((1, 0), (broken.ExitCode, mended.ExitCode));
    }

    [Theory]
    [InlineData("2298-12-31", 1, "leaf-expired")]
    [InlineData("2026-12-24T08:00:00Z", 0, null)]
    [InlineData("2026-12-24T08:00:00+01:00", 0, null)]
    [InlineData("+30d", 0, null)]
    public async Task It_is_judged_as_of_another_instant(string at, int exitCode, string? code)
    {
        var run = await PluginRun.Of(["validate", "-f", After(S1), "--at", at, "-o", "name"]);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.True(code is null || run.Out.Contains(code, StringComparison.Ordinal), run.Out);
    }

    [Theory]
    [InlineData("--at", "tomorrow")]
    [InlineData("--expiry-warning", "soon")]
    [InlineData("--expiry-error", "-1d")]
    [InlineData("--fail-on", "fatal")]
    [InlineData("--disable", "san-mismatches")]
    [InlineData("-o", "xml")]
    [InlineData("-f", "no-such-file.yaml")]
    public async Task What_is_wrong_is_said_and_nothing_was_checked(string flag, string value)
    {
        var run = await PluginRun.Of(["validate", "-f", Before(S1), flag, value]);

        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(value, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("junit")]
    [InlineData("html")]
    public async Task What_is_one_document_cannot_be_watched(string format)
    {
        var run = await PluginRun.Of(["validate", "-f", Before(S1), "-o", format, "--watch"]);

        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.StartsWith("error: --watch ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disabled_rule_is_not_asked()
    {
        var run = await PluginRun.Of(["validate", "-f", Before(S1), "--disable", "san-mismatch,failures-hidden", "-o", "name"]);

        Assert.DoesNotContain("san-mismatch", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error", 0)]
    [InlineData("warning", 1)]
    [InlineData("info", 1)]
    [InlineData("none", 0)]
    public async Task The_exit_code_says_what_it_is_asked_to(string failOn, int exitCode)
    {
        var stage = new Stage { LeafNotAfter = PluginRun.Now.AddDays(20), LeafNotBefore = PluginRun.Now.AddDays(-300) };

        var run = await PluginRun.Of(["validate", "-f", "-", "--fail-on", failOn], input: stage.ToYaml());

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains("leaf-expires-soon", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chart_that_is_piped_in_is_judged_as_far_as_it_can_be()
    {
        const string Chart = """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: {name: hooks, annotations: {cert-manager.io/inject-ca-from: web/hook-cert}}
            webhooks:
            - name: hooks.example.com
              clientConfig: {service: {namespace: web, name: hook, path: /validate, port: 8443}}
            ---
            apiVersion: v1
            kind: Service
            metadata: {namespace: web, name: hook}
            spec: {selector: {app: hook}, ports: [{port: 443, targetPort: https}]}
            """;

        var run = await PluginRun.Of(["validate", "-f", "-"], input: Chart);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("service-port-missing", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("ca-bundle-empty", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-missing", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("no-ready-endpoints", run.Out, StringComparison.Ordinal);
        Assert.Contains("could not be asked", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "explain" }, "error: a code is needed")]
    [InlineData(new[] { "explain", "san-mismach" }, "error: no rule has the code \"san-mismach\"\nhint: did you mean san-mismatch")]
    [InlineData(new[] { "explain", "san-mismatch", "--list" }, "error: a code and --list exclude each other")]
    [InlineData(new[] { "why" }, "error: a text is needed")]
    [InlineData(new[] { "why", "all is well" }, "error: no error of a webhook call is in the text")]
    [InlineData(new[] { "why", "x509: certificate has expired", "--context", "gone" }, "error: context \"gone\"")]
    public async Task Bad_words_of_explain_and_why_give_one_error(string[] arguments, string error)
    {
        var run = await PluginRun.Of(arguments, variables: new() { ["KUBECONFIG"] = "/nonexistent/kubeconfig" });

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(error, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_kubeconfig_why_says_what_to_check()
    {
        var run = await PluginRun.Of(
            ["why", "failed calling webhook \"v.example.com\": Post \"https://hook.web.svc:443/v?timeout=10s\": x509: certificate is valid for a.web.svc, not hook.web.svc"],
            variables: new() { ["KUBECONFIG"] = "/nonexistent/kubeconfig" });

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("note: no cluster was asked: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("san-mismatch", run.Out, StringComparison.Ordinal);
        Assert.Contains("web/hook", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_code_that_is_listed_is_explained()
    {
        var list = await PluginRun.Of(["explain", "--list", "--no-headers"]);

        var codes = list.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).ToArray();
        Assert.Contains("san-mismatch", codes);
        foreach (var code in codes)
        {
            var run = await PluginRun.Of(["explain", code], width: 100);
            Assert.Equal(0, run.ExitCode);
            Assert.Contains(code, run.Out, StringComparison.Ordinal);
            Assert.All(run.Out.Split('\n'), line => Assert.True(line.Length <= 100 || line.Trim().Split(' ').Length == 1, line)); // an address stays whole
        }
    }

    [Fact]
    public async Task Files_that_change_are_judged_again()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var file = Path.Combine(Directory.CreateTempSubdirectory("webhook-cert-test-").FullName, "cluster.yaml");
        await File.WriteAllTextAsync(file, new Stage { LeafName = "other.web.svc" }.ToYaml(), stop.Token);
        var said = new List<string>();

        var code = await PluginRun.Watching(["validate", "stage", "-f", file, "--watch"], said, async line =>
        {
            if (line.Contains("san-mismatch", StringComparison.Ordinal))
            {
                await File.WriteAllTextAsync(file, new Stage().ToYaml(), stop.Token);
            }

            return line.Contains("nothing found", StringComparison.Ordinal);
        });

        Assert.Equal(130, code);
        Assert.Contains(said, line => line.Contains("san-mismatch", StringComparison.Ordinal));
        Assert.Contains(said, line => line.Contains("nothing found", StringComparison.Ordinal));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    private static string Before(string incident) => Repository.PathOf($"examples/{incident}/before.yaml");

    private static string After(string incident) => Repository.PathOf($"examples/{incident}/after.yaml");

    private static async Task MustMatchAsync(string schemaPath, PluginRun run)
    {
        using var schema = JsonDocument.Parse(await File.ReadAllTextAsync(Repository.PathOf(schemaPath), TestContext.Current.CancellationToken));
        using var document = JsonDocument.Parse(run.Out);
        Assert.Empty(new JsonSchemaValidator(schema.RootElement).Validate(document.RootElement));
    }
}

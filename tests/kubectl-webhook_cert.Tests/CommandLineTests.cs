using KubectlWebhookCert.Commands.Help;

namespace KubectlWebhookCert.Commands.Tests;

/// <summary>What the command line says of itself, and what it refuses.</summary>
public sealed class CommandLineTests
{
    private static readonly string Incident = Repository.PathOf("examples/s1-service-renamed/before.yaml");

    [Theory]
    [InlineData("help.txt", new[] { "--help" })]
    [InlineData("help.txt", new string[0])]
    [InlineData("help.txt", new[] { "help" })]
    [InlineData("help-inspect.txt", new[] { "help", "inspect" })]
    [InlineData("help-inspect.txt", new[] { "inspect", "--help" })]
    [InlineData("help-validate.txt", new[] { "validate", "--help" })]
    [InlineData("help-rotate.txt", new[] { "rotate", "--help" })]
    [InlineData("help-restore.txt", new[] { "restore", "--help" })]
    [InlineData("help-adopt.txt", new[] { "adopt", "--help" })]
    [InlineData("help-why.txt", new[] { "why", "--help" })]
    [InlineData("help-explain.txt", new[] { "explain", "--help" })]
    [InlineData("help-version.txt", new[] { "version", "--help" })]
    [InlineData("help-completion.txt", new[] { "completion", "-h" })]
    [InlineData("help-options.txt", new[] { "options", "--help" })]
    [InlineData("help-inspect.txt", new[] { "inspect", "--bogus", "--help" })]
    [InlineData("options.txt", new[] { "options" })]
    public async Task Help_is_what_the_golden_file_says(string golden, string[] arguments)
    {
        var run = await PluginRun.Of(arguments);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(string.Empty, run.Error);
        Golden.Matches($"help/{golden}", run.Out);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(200)]
    public async Task Help_fits_the_terminal_but_for_lines_to_copy(int width)
    {
        foreach (var command in (string[])["inspect", "validate", "rotate", "adopt", "restore", "why", "explain", "completion", "version"])
        {
            var run = await PluginRun.Of([command, "--help"], width: width);

            Assert.DoesNotContain(run.Out.Split('\n'), line => line.Length > Math.Max(width, 80) && !line.Contains("kubectl", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Every_command_that_help_lists_has_examples_and_says_more_than_its_line_in_the_list()
    {
        var plugin = PluginRun.Plugin();

        Assert.All(plugin.Subcommands.OfType<DocumentedCommand>(), command =>
        {
            Assert.NotEmpty(command.Text.Examples);
            Assert.All(command.Text.Examples, example => Assert.Contains("webhook", example.Line, StringComparison.Ordinal));
            Assert.True(command.Text.Explanation.Length > command.Text.Summary.Length, command.Name);
            Assert.All(command.Options, flag => Assert.False(string.IsNullOrEmpty(flag.Description), $"{command.Name} {flag.Name}"));
        });
        Assert.DoesNotContain("--context", (await PluginRun.Of(["inspect", "--help"])).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "-n", "web" }, "error: a command is needed", "kubectl webhook-cert --help")]
    [InlineData(new[] { "inspekt" }, "error: unknown command \"inspekt\" for \"kubectl webhook-cert\"", "kubectl webhook-cert --help")]
    [InlineData(new[] { "inspekt" }, "error: unknown command", "hint: did you mean inspect? if not: kubectl webhook-cert --help")]
    [InlineData(new[] { "xyzzy" }, "error: unknown command", "hint: kubectl webhook-cert --help")]
    [InlineData(new[] { "inspect", "--outptu", "json" }, "error: unknown flag: --outptu", "hint: did you mean --output? if not: kubectl webhook-cert inspect --help")]
    [InlineData(new[] { "inspect", "--contxt=x" }, "error: unknown flag: --contxt=x", "hint: did you mean --context?")]
    [InlineData(new[] { "explain", "--lisst" }, "error: unknown flag: --lisst", "hint: did you mean --list?")]
    [InlineData(new[] { "inspect", "-z" }, "error: unknown flag: -z", "hint: kubectl webhook-cert inspect --help")]
    [InlineData(new[] { "inspect", "-o", "jsn" }, "error: unable to match a printer suitable for the output format \"jsn\"", "hint: did you mean json")]
    [InlineData(new[] { "inspect", "--probe", "porforward" }, "error: invalid value \"porforward\" for --probe", "hint: did you mean port-forward? use one of: auto, port-forward")]
    [InlineData(new[] { "inspect", "--context" }, "error: flag needs an argument: --context", "inspect --help")]
    [InlineData(new[] { "inspect", "-v=much" }, "error: invalid argument \"much\" for --v", "inspect --help")]
    [InlineData(new[] { "version", "extra" }, "error: ", "version --help")]
    [InlineData(new[] { "inspect", "--bogus" }, "error: unknown flag: --bogus", "kubectl webhook-cert inspect --help")]
    [InlineData(new[] { "inspect", "-o", "xml" }, "error: unable to match a printer suitable for the output format \"xml\"", "use one of")]
    [InlineData(new[] { "inspect", "-o", "go-template={{.}}" }, "error: output format \"go-template\" is not supported", "jsonpath")]
    [InlineData(new[] { "inspect", "-o", "jsonpath" }, "error: template format specified but no template given", "jsonpath=")]
    [InlineData(new[] { "inspect", "--request-timeout", "soon" }, "error: invalid timeout value \"soon\"", "1s, 2m, 3h")]
    [InlineData(new[] { "inspect", "foo/bar", "-f", "-" }, "error: the server doesn't have a resource type \"foo\"", "validatingwebhookconfiguration")]
    [InlineData(new[] { "inspect", "-f", "nowhere.yaml" }, "error: the path \"nowhere.yaml\" does not exist", "")]
    public async Task Bad_words_give_one_error_and_a_hint_and_nothing_on_standard_output(string[] arguments, string error, string hint)
    {
        var run = await PluginRun.Of(arguments, variables: new() { ["KUBECONFIG"] = "/nonexistent/kubeconfig" });

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(string.Empty, run.Out);
        Assert.StartsWith(error, run.Error, StringComparison.Ordinal);
        Assert.Contains(hint, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.InRange(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 1, 2);
    }

    [Theory]
    [InlineData("spark-operator-webhok", "spark-operator-webhook")]
    [InlineData("mwc/spark-operator", "spark-operator-webhook")]
    public async Task A_target_found_nowhere_is_answered_with_what_resembles_it(string target, string resembling)
    {
        var run = await PluginRun.Of(["inspect", target, "-f", Incident]);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(string.Empty, run.Out);
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(resembling, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--context=")]
    [InlineData("--request-timeout=")]
    [InlineData("-l=")]
    public async Task An_empty_value_is_a_value(string flag)
    {
        var run = await PluginRun.Of(["inspect", flag, "mwc/spark-operator-webhook", "-f", Incident, "-o", "name"]);

        Assert.Equal(string.Empty, run.Error);
        Assert.Equal("mutatingwebhookconfiguration.admissionregistration.k8s.io/spark-operator-webhook\n", run.Out);
    }

    [Fact]
    public async Task A_selector_that_makes_no_sense_is_the_error()
    {
        var run = await PluginRun.Of(["inspect", "-f", Incident, "-l", "a in ("]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("unable to parse requirement", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-n", "nowhere")]
    [InlineData("-l", "nobody=has-it")]
    public async Task Nothing_found_is_said_on_standard_error_only(string flag, string value)
    {
        var run = await PluginRun.Of(["inspect", "-f", Incident, flag, value]);

        Assert.Equal(new PluginRun(0, string.Empty, "No webhooks found.\n"), run);
    }

    [Fact]
    public async Task The_version_is_printed()
    {
        var run = await PluginRun.Of(["version"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("^v[0-9]+\\.[0-9]+\\.[0-9]+\n$", run.Out);
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using KubectlWebhookCert.Commands.Commands;
using KubectlWebhookCert.Commands.Help;
using KubectlWebhookCert.Commands.Help.Texts;
using KubectlWebhookCert.Core.Yaml;
using KubectlWebhookCert.Tests.Handbook;

namespace KubectlWebhookCert.Commands.Tests;

/// <summary>
/// README.md and docs/ show what the program really prints. Commands over files are run here, those on a cluster by the tests on a real API server;
/// usages parse; and what is not run is listed here, with the reason.
/// </summary>
public sealed partial class HandbookTests
{
    private const string NotRun = "sh";
    private const int Columns = 120;

    /// <summary>Lines of <c>sh</c> blocks: each of them once more, so that none gets in by itself.</summary>
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["kubectl krew install webhook-cert"] = "needs Krew and a release",
        ["kubectl webhook-cert rotate vwc/my<TAB>"] = "typed at a terminal: KubectlCompletionTests do so",
        ["kubectl webhook-cert completion kubectl > ~/.krew/bin/kubectl_complete-webhook_cert"] = "writes to the home folder: KubectlCompletionTests use what it prints",
        ["chmod +x ~/.krew/bin/kubectl_complete-webhook_cert"] = "writes to the home folder",
        ["make install"] = "writes to /usr/local",
        ["helm template my-release ./chart | kubectl webhook-cert validate -f -"] = "Debian has no helm; the same over a file is run",
        ["kubectl apply -f docs/cronjob/"] = "Kubernetes 1.20, which the tests start, has CronJobs in batch/v1beta1: CronJobTests apply them",
        ["podman build -t webhook-cert -f docs/cronjob/Containerfile ."] = "needs a registry",
        ["promtool check rules docs/prometheus/alerts.yaml"] = "AlertTests run it",
    };

    public static TheoryData<string> Pages => [.. HandbookPage.Names(Repository.Root)];

    [Theory]
    [MemberData(nameof(Pages))]
    public Task A_command_over_files_prints_what_the_page_shows(string name)
    {
        var exitCode = 0;
        return HandbookRun.CheckAsync(Page(name), block => block.Kind == HandbookBlock.Files, VaryingText.OfFiles(), async typed =>
        {
            if (typed == "echo $?")
            {
                return exitCode.ToString(CultureInfo.InvariantCulture);
            }

            var command = ShellCommand.Parse(typed);
            var run = await PluginRun.Together([.. command.Words.Select(InRepository)], command.Input, Columns);
            exitCode = command.Lines < int.MaxValue ? 0 : run.ExitCode; // of a pipe it is the last one's
            return string.Join('\n', run.Out.Replace($"{Repository.Root}/", "", StringComparison.Ordinal).Split('\n').Take(command.Lines));
        });
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_block_is_of_a_kind_that_is_looked_after(string name) => Assert.All(
        Page(name).Blocks,
        block => Assert.True(
            block.Kind is HandbookBlock.Files or "" or NotRun or "yaml" or "mermaid" || block.Kind.StartsWith(HandbookBlock.Cluster, StringComparison.Ordinal),
            $"{block.Place}: a block \"{block.Kind}\" is not looked after by any test"));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_usage_parses(string name)
    {
        var page = Page(name);
        var lines = page.Blocks.Where(block => block.Kind.Length == 0).SelectMany(block => block.Lines).Where(line => line.Length > 0)
            .Concat(Inline().Matches(page.Prose).Select(match => match.Groups["command"].Value));

        foreach (var line in lines)
        {
            Assert.Null(await Synopsis.WrongAsync(line));
        }
    }

    [Fact]
    public async Task An_example_of_the_help_parses()
    {
        var commands = PluginRun.Plugin().Subcommands.OfType<DocumentedCommand>();
        var lines = commands.Where(command => command.Name != CompletionCommand.Name).SelectMany(command => command.Text.Examples).Concat(PluginText.Text.Examples)
            .Select(example => example.Line)
            .ToArray();

        Assert.NotEmpty(lines); // those of completion are typed into each shell: ShellCompletionTests
        foreach (var line in lines)
        {
            Assert.Null(await Synopsis.WrongAsync(line));
        }
    }

    [Fact]
    public void What_is_not_run_has_its_reason() => Assert.Equal(
        Reasons.Keys.Order(StringComparer.Ordinal),
        HandbookPage.Names(Repository.Root)
            .SelectMany(name => Page(name).Blocks)
            .Where(block => block.Kind == NotRun)
            .SelectMany(block => block.Lines)
            .Select(line => line.Split(" #")[0].TrimEnd())
            .Where(line => line.Length > 0)
            .Distinct()
            .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_snippet_is_YAML(string name) =>
        Assert.All(Page(name).Blocks.Where(block => block.Kind == "yaml"), block => Assert.NotEmpty(YamlReader.Read(block.Text, block.Place)));

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_link_leads_somewhere(string name)
    {
        var page = Page(name);
        foreach (var target in Links().Matches(page.Prose).Select(match => match.Groups["target"].Value))
        {
            var path = Path.Combine(Path.GetDirectoryName(Repository.PathOf(name)) ?? "", target.Split('#')[0]);
            Assert.True(target.StartsWith('#') || File.Exists(path) || Directory.Exists(path), $"{name}: nothing at {target}");
        }
    }

    private static HandbookPage Page(string name) => HandbookPage.Read(Repository.Root, name);

    private static string InRepository(string word) =>
        word.StartsWith("examples/", StringComparison.Ordinal) || word.StartsWith("docs/", StringComparison.Ordinal) ? Repository.PathOf(word) : word;

    [GeneratedRegex("`(?<command>kubectl webhook-cert [^`]+)`")]
    private static partial Regex Inline();

    [GeneratedRegex(@"\]\((?<target>(?!https?:)[^)\s]+)\)")]
    private static partial Regex Links();
}

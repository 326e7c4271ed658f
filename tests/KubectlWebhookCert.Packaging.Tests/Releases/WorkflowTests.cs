using System.Text.Json;
using System.Text.RegularExpressions;
using KubectlWebhookCert.Commands.Tests;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Packaging.Tests.Releases;

/// <summary>GitHub's workflows, which run nowhere but there: that they are YAML, may do little, and call what the Makefile has.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string Makefile = File.ReadAllText(Repository.PathOf("Makefile"));

    public static TheoryData<string> Workflows =>
        [.. Directory.EnumerateFiles(Repository.PathOf(".github/workflows")).Select(path => Path.GetFileName(path)).Order()];

    [Fact]
    public void The_workflows_are_these() => Assert.Equal(["archives.yml", "ci.yml", "release.yml"], Workflows.Select(row => row.Data));

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_workflow_may_nothing_and_each_job_what_it_says(string name)
    {
        var workflow = Read(name);

        Assert.Equal("{}", workflow.At("permissions")?.GetRawText());
        Assert.All(workflow.Properties("jobs"), job => Assert.NotEmpty(job.Value.Properties("permissions")));
        Assert.All(
            workflow.Properties("jobs").SelectMany(job => job.Value.Properties("permissions")).Where(permission => permission.Value.GetString() != "read"),
            permission => Assert.Equal("release.yml", name));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Every_job_ends_some_time(string name) =>
        Assert.All(Read(name).Properties("jobs"), job => Assert.True(job.Value.At("uses") is not null || job.Value.At("timeout-minutes") is not null, job.Name));

    [Theory]
    [MemberData(nameof(Workflows))]
    public void An_action_is_pinned_to_a_commit_and_says_its_version(string name)
    {
        var uses = File.ReadLines(Repository.PathOf($".github/workflows/{name}")).Where(line => line.Contains("uses:", StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(uses);
        Assert.All(uses, line => Assert.Matches(@"uses: (\./\.github/workflows/[a-z]+\.yml|[a-z-]+/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$", line));
    }

    [Fact]
    public void An_action_has_one_version() => Assert.All(
        Workflows.SelectMany(row => Action().Matches(File.ReadAllText(Repository.PathOf($".github/workflows/{row.Data}")))).GroupBy(match => match.Groups["name"].Value),
        action => Assert.Single(action.Select(match => match.Value).Distinct()));

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_workflow_makes_only_what_can_be_made(string name)
    {
        var targets = Commands(name).SelectMany(command => Target().Matches(command)).Select(match => match.Groups["target"].Value).ToArray();

        Assert.Equal(name == "release.yml" ? ["check-release", "release-files", "release-notes"] : [], targets);
        Assert.All(targets, target => Assert.Contains($"\n{target}:", Makefile, StringComparison.Ordinal));
    }

    // github.ref_name is whatever somebody called a branch: as a shell's text it would be run
    [Theory]
    [MemberData(nameof(Workflows))]
    public void No_name_from_outside_becomes_part_of_a_command(string name) =>
        Assert.All(Commands(name).SelectMany(command => Expression().Matches(command)), found => Assert.StartsWith("${{ contains(github.ref_name, '-') &&", found.Value, StringComparison.Ordinal));

    [Fact]
    public void Every_platform_has_a_runner() =>
        Assert.Equal(Platform.All.Select(platform => platform.ToString()), Read("archives.yml").Items("jobs", "archive", "strategy", "matrix", "include").Select(runner => runner.Text("platform")));

    [Fact]
    public void Archives_are_made_there_as_they_are_here()
    {
        var commands = Commands("archives.yml").Single(command => command.Contains("dist", StringComparison.Ordinal) && command.Contains("publish", StringComparison.Ordinal)).Trim().Split('\n');

        Assert.Equal(2, commands.Length);
        Assert.Contains($"\n\t{commands[0]}\n", Makefile, StringComparison.Ordinal);
        Assert.Contains($"\nPACKAGING := {commands[1][..^" dist".Length]}\n", Makefile, StringComparison.Ordinal);
        Assert.Contains("\n\t@$(PACKAGING) dist\n", Makefile, StringComparison.Ordinal);
    }

    [Fact]
    public void Dependabot_looks_after_packages_and_actions() =>
        Assert.Equal(
            ["nuget", "github-actions"],
            Assert.Single(YamlReader.Read(File.ReadAllText(Repository.PathOf(".github/dependabot.yml")), "dependabot.yml")).Json
                .Items("updates").Select(update => update.Text("package-ecosystem")));

    private static JsonElement Read(string name) =>
        Assert.Single(YamlReader.Read(File.ReadAllText(Repository.PathOf($".github/workflows/{name}")), name)).Json;

    private static string[] Commands(string name) =>
        [.. Read(name).Properties("jobs").SelectMany(job => job.Value.Items("steps")).Select(step => step.Text("run")).OfType<string>()];

    [GeneratedRegex("uses: (?<name>[a-z-]+/[a-z-]+)@.*")]
    private static partial Regex Action();

    [GeneratedRegex(@"(^|&& )make (?<target>[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex Target();

    [GeneratedRegex(@"\$\{\{.*?\}\}")]
    private static partial Regex Expression();
}

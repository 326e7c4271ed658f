using System.Diagnostics;
using System.Globalization;
using KubectlWebhookCert.Commands.Help;

namespace KubectlWebhookCert.Commands.Tests.Reference;

/// <summary>docs/reference and docs/man say what the help says. <c>make reference</c> writes them.</summary>
public sealed class ReferenceTests
{
    private const string Pages = "docs/reference";
    private const string ManPages = "docs/man";

    public static TheoryData<string> Commands => [.. Documented().Select(help => help.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_page_of_the_reference_says_what_the_help_says(string command)
    {
        var help = Documented().Single(help => help.Name == command);

        Golden.MatchesFile($"{Pages}/{MarkdownNameOf(help)}", IsOptions(help) ? MarkdownPage.FormatGlobalFlags(help) : MarkdownPage.Format(help));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_man_page_says_what_the_help_says(string command)
    {
        var help = Documented().Single(help => help.Name == command);

        Golden.MatchesFile($"{ManPages}/{ManPage.NameOf(help)}.1", ManPage.Format(help, Documented().Select(ManPage.NameOf), Day()));
    }

    [Fact]
    public void There_are_no_pages_of_commands_that_are_gone()
    {
        Assert.Equal(Documented().Select(MarkdownNameOf).Order(StringComparer.Ordinal), FilesIn(Pages));
        Assert.Equal(Documented().Select(help => $"{ManPage.NameOf(help)}.1").Order(StringComparer.Ordinal), FilesIn(ManPages));
    }

    [Theory]
    [InlineData("man", "--warnings", "--local-file", "--encoding=UTF-8")]
    [InlineData("mandoc", "-T", "lint", "-W", "warning")]
    public async Task Neither_groff_nor_mandoc_has_anything_to_say_against_the_man_pages(params string[] command)
    {
        foreach (var page in FilesIn(ManPages))
        {
            var start = new ProcessStartInfo(command[0], [.. command[1..], Repository.PathOf($"{ManPages}/{page}")]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var linter = Process.Start(start)!;
            var error = linter.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await linter.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await linter.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.Equal(string.Empty, await error + (command[0] == "mandoc" ? output : string.Empty));
            Assert.Equal(0, linter.ExitCode);
        }
    }

    private static string[] FilesIn(string folder) =>
        [.. Directory.EnumerateFiles(Repository.PathOf(folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static string MarkdownNameOf(HelpDocument help) => help.Name.Split(' ') is [_, _, var command] ? $"{command}.md" : "README.md";

    private static bool IsOptions(HelpDocument help) => help.Text == Help.Texts.OptionsText.Text;

    // of the newest release in CHANGELOG.md, so that a page changes with what it says and with releases only
    private static string Day() =>
        File.ReadLines(Repository.PathOf("CHANGELOG.md")).Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line.Split(' ')[^1])
            .FirstOrDefault(end => DateOnly.TryParseExact(end, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) ?? "2026-01-01";

    private static HelpDocument[] Documented()
    {
        var plugin = PluginRun.Plugin();
        return [HelpDocument.Of(plugin), .. plugin.Subcommands.OfType<DocumentedCommand>().Select(HelpDocument.Of)];
    }
}

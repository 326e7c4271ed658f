using System.Text.RegularExpressions;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Tests.Rules;

/// <summary>Every file in the rules' folders is a rule, its code is its name, and what it says is fit to print.</summary>
public sealed partial class RuleSetTests
{
    private static readonly string[] Files =
        [.. Directory.EnumerateFiles(Path.Combine(Root(), "src/KubectlWebhookCert.Core/Rules"), "*.cs", SearchOption.AllDirectories)];

    public static TheoryData<string> Codes => [.. RuleSet.All.Select(rule => rule.Code)];

    [Fact]
    public void The_rules_are_the_files()
    {
        var files = Files.Where(path => Path.GetFileName(Path.GetDirectoryName(path)) != "Rules").Select(path => KebabCase(Path.GetFileNameWithoutExtension(path)));

        Assert.Equal(files.Order(), RuleSet.All.Select(rule => rule.Code).Order());
    }

    [Fact]
    public void A_code_is_used_once() => Assert.Equal(RuleSet.All.Count, RuleSet.All.Select(rule => rule.Code).Distinct().Count());

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_rule_judges_and_explains(string code)
    {
        var rule = RuleSet.Find(code)!;

        Assert.True(rule.Check is null != rule.CheckTrust is null, "a rule judges webhooks or holders of trust");
        Assert.False(rule.Summary.EndsWith('.'), "a summary is no sentence");
        Assert.DoesNotContain('\n', rule.Summary);
        Assert.InRange(rule.Explanation.Length, 60, 1500);
        Assert.EndsWith(".", rule.Explanation, StringComparison.Ordinal);
        Assert.NotEmpty(rule.Fix);
        Assert.All(rule.CausedBy, cause => Assert.True(cause == RootCauses.AnyError || RuleSet.Find(cause) is not null, $"no rule is called {cause}"));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_rule_has_a_test_of_its_own(string code)
    {
        var name = string.Concat(code.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..])) + "Tests.cs";

        Assert.Contains(
            Directory.EnumerateFiles(Path.Combine(Root(), "tests/KubectlWebhookCert.Core.Tests/Rules"), "*.cs", SearchOption.AllDirectories),
            path => Path.GetFileName(path).Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private static string KebabCase(string name) => Words().Replace(name, "-$1").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z])([A-Z])")]
    private static partial Regex Words();

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "KubectlWebhookCert.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("not in a checkout");
    }
}

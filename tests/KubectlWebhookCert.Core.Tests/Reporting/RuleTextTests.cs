using KubectlWebhookCert.Commands.Tests;
using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Rules;

namespace KubectlWebhookCert.Core.Tests.Reporting;

/// <summary>What is printed of rules.</summary>
public sealed class RuleTextTests
{
    private static readonly Rule Sample = new(
        "sample-code",
        Severity.Warning,
        RuleGroup.Secret,
        "something of the Secret is not as it should be",
        "It means this, and it comes about like that. A second sentence makes it longer than one line.",
        ["look at it: kubectl get secret NAME -n NAMESPACE -o jsonpath='{.data}'", "mend it"])
    {
        CausedBy = ["leaf-expired", "*"],
        Source = "RFC 5280 §4.1",
    };

    [Fact]
    public void The_catalogue_in_docs_is_what_the_rules_say() => Golden.MatchesFile("docs/rules.md", RuleCatalogue.Format(RuleSet.All));

    [Fact]
    public void A_rule_is_explained_within_the_width() => Assert.Equal(
        """
        sample-code (warning)
        something of the Secret is not as it
        should be

        What it means
          It means this, and it comes about like
          that. A second sentence makes it
          longer than one line.

        How to mend it
          1. look at it: kubectl get secret NAME
             -n NAMESPACE -o jsonpath='{.data}'
          2. mend it

        See also
          explained by: leaf-expired
          explained by whatever else is an error
            at the same webhook
          RFC 5280 §4.1

        """,
        RuleExplanation.Format(Sample, 40));

    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    public void No_line_of_an_explanation_is_wider_than_the_terminal_but_for_a_word(int width) => Assert.All(
        RuleSet.All.SelectMany(rule => RuleExplanation.Format(rule, width).Split('\n')),
        line => Assert.True(line.Length <= width || !line.TrimStart().Contains(' ', StringComparison.Ordinal), line));

    [Fact]
    public void Rules_are_listed() => Assert.Equal(
        "CODE          SEVERITY   SUMMARY\nsample-code   warning    something of the Secret is not as it should be\n",
        RuleTable.Format([Sample], noHeaders: false));

    [Fact]
    public void The_catalogue_links_only_rules_that_there_are()
    {
        var text = RuleCatalogue.Format([Sample]);

        Assert.Contains("| [`sample-code`](#sample-code) | warning | something of the Secret", text, StringComparison.Ordinal);
        Assert.Contains("Explained by `leaf-expired`. Explained by whatever else", text, StringComparison.Ordinal);
    }
}

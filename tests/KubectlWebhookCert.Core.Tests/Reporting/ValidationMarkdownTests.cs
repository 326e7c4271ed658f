using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Tests.Reporting;

public sealed class ValidationMarkdownTests
{
    [Theory]
    [InlineData("plain words, 10.0.0.1/24 (x)", "plain words, 10.0.0.1/24 (x)")]
    [InlineData("<img src=x>", "\\<img src=x\\>")]
    [InlineData("[here](http://x)", "\\[here\\](http://x)")]
    [InlineData("a|b`c\\d*e_f", "a\\|b\\`c\\\\d\\*e\\_f")]
    [InlineData("two\nlines", "two\\\\u000alines")]
    [InlineData("hey @all", "hey `@`all")]
    [InlineData("signer@1700000000", "signer@1700000000")]
    public void Words_are_never_markup(string text, string expected) => Assert.Equal(expected, MarkdownText.Inline(text));

    [Theory]
    [InlineData("tls.crt", "`tls.crt`")]
    [InlineData("a`b", "``a`b``")]
    [InlineData("a``b`", "``` a``b` ```")]
    [InlineData("", "")]
    public void Code_is_fenced_by_more_backticks_than_it_holds(string text, string expected) =>
        Assert.Equal(expected, MarkdownText.Code(text));

    [Fact]
    public void A_block_is_not_closed_from_within() =>
        Assert.Equal("  `````sh\n  a ```` b\n  `````\n", MarkdownText.Block("a ```` b", "sh", "  "));

    [Fact]
    public void Nothing_found_is_said()
    {
        var result = Results.Mixed();
        var text = ValidationMarkdown.Format(new ValidationResult(result.Options, [result.Subjects[1]], []));

        Assert.Equal("# Webhook certificates: nothing found\n\nJudged at 2026-06-01T12:00:00Z.\n\nWebhooks without a finding: 1\n", text);
    }
}

using System.Diagnostics;
using KubectlWebhookCert.Core.ErrorTexts;

namespace KubectlWebhookCert.Core.Tests.ErrorTexts;

public sealed class HostileTextsTests
{
    private const int Size = 1 << 20;

    // Twenty times what it takes: a machine under load is slow, and what is not linear takes minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("\"")]
    [InlineData("\\\"")]
    [InlineData("\\")]
    [InlineData("'")]
    [InlineData("\0")]
    [InlineData("\n")]
    [InlineData("{\"")]
    [InlineData(":\"")]
    [InlineData(":\"\\\"")]
    [InlineData(":\"x509: ")]
    [InlineData("=\"failed calling webhook \\\"")]
    [InlineData("failed calling webhook \"")]
    [InlineData("failed calling webhook \"\n  ")]
    [InlineData("failed calling webhook \"a\": Post \"https://")]
    [InlineData("Failed calling webhook, failing open ")]
    [InlineData("conversion webhook for ")]
    [InlineData("message: failed calling\n  ")]
    [InlineData("possibly because of \"")]
    [InlineData("certificate is valid for a, not ")]
    [InlineData("TLS handshake error from ")]
    [InlineData("Operation cannot be fulfilled on ")]
    [InlineData("the object has been modified ")]
    [InlineData("│ failed calling webhook │\n")]
    [InlineData(" is invalid: ")]
    [InlineData("Post \"https://")]
    [InlineData("service/a in \"b\" ")]
    [InlineData("x509: (")]
    public void A_megabyte_of_anything_is_read_in_a_moment(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, Size / part.Length));
        var watch = Stopwatch.StartNew();

        foreach (var error in ReportedErrors.Parse(text))
        {
            ErrorMeanings.Of(error);
        }

        Assert.True(watch.Elapsed < Patience, $"took {watch.Elapsed}");
    }

    [Fact]
    public void A_megabyte_of_errors_that_all_differ_is_read_in_a_moment()
    {
        var lines = Enumerable.Range(0, Size / 128).Select(number =>
            $"failed calling webhook \"hook-{number}.example.com\": Post \"https://hook-{number}.web.svc:443/?timeout=10s\": x509: "
            + "certificate signed by unknown authority");
        var watch = Stopwatch.StartNew();

        var errors = ReportedErrors.Parse(string.Join('\n', lines));

        Assert.Equal(Size / 128, errors.Count);
        Assert.True(watch.Elapsed < Patience, $"took {watch.Elapsed}");
    }

    [Theory]
    [InlineData("failed calling webhook \"")]
    [InlineData("failed calling webhook")]
    [InlineData("failed calling webhook \"a\"")]
    [InlineData("Failed calling webhook, failing open ")]
    [InlineData("conversion webhook for  failed: ")]
    [InlineData("failing or missing response from ")]
    [InlineData("TLS handshake error from : ")]
    [InlineData("failed to connect to webhook \"a\" via service ")]
    [InlineData("\"error\":\"")]
    [InlineData("service/ in")]
    [InlineData("the object has been modified")]
    [InlineData("\\u12")]
    [InlineData(":\"x509: \\u12\"")]
    [InlineData("Post \"https://\": x509: ")]
    [InlineData("Get \"http://[\": x509: a")]
    [InlineData("failing or missing response from https://a/apis/")]
    [InlineData("x509: certificate is valid for , not ")]
    [InlineData("x509: certificate is valid for a")]
    [InlineData("x509: a possibly because of \"")]
    [InlineData("x509: has expired or is not yet valid: current time ")]
    public void What_is_cut_off_does_no_harm(string text)
    {
        for (var length = 0; length <= text.Length; length++)
        {
            Assert.All(ReportedErrors.Parse(text[..length]), error => ErrorMeanings.Of(error));
        }
    }

    [Theory]
    [InlineData("failed calling webhook \"$(rm -rf /)\": Post \"https://hook.web.svc:443/\": EOF")]
    [InlineData("failed calling webhook \"a; rm -rf /\": Post \"https://hook.web.svc:443/\": EOF")]
    [InlineData("failed calling webhook \"--kubeconfig=x\": Post \"https://hook.web.svc:443/\": EOF")]
    public void No_command_holds_what_is_no_name(string text)
    {
        var error = Assert.Single(ReportedErrors.Parse(text));

        Assert.Null(error.WebhookName);
        var meaning = ErrorMeanings.Of(error with { Tail = "x509: certificate signed by unknown authority" })!;
        Assert.Contains("service/hook -n web", meaning.Checks[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_line_is_quoted_in_part()
    {
        var error = Assert.Single(ReportedErrors.Parse(
            $"{{\"padding\":\"{new string('a', 5000)}\",\"error\":\"failed calling webhook \\\"a.b.c\\\": EOF\"}}"));

        Assert.Equal("failed calling webhook \"a.b.c\": EOF", error.Excerpt);
    }
}

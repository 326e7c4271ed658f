using KubectlWebhookCert.Core.Reporting.Pictures;

namespace KubectlWebhookCert.Core.Tests.Reporting.Pictures;

public sealed class FittedTextTests
{
    [Theory]
    [InlineData("short", new[] { "short" })]
    [InlineData("", new[] { "" })]
    [InlineData("exactly-10", new[] { "exactly-10" })]
    [InlineData("spark-operator-webhook", new[] { "spark-", "operator-", "webhook" })]
    [InlineData("abcdefghijklmno", new[] { "abcdefghij", "klmno" })]
    [InlineData("abcdefghijabcdefghijabcdefghijk", new[] { "abcdefghij", "abcdefghij", "abcdefghi…" })]
    [InlineData("証明書証明書", new[] { "証明書証明", "書" })]
    [InlineData("a\nb", new[] { "a\\u000ab" })]
    public void Lines_break_where_a_name_does(string text, string[] expected) => Assert.Equal(expected, FittedText.Wrap(text, 10, 3));

    [Fact]
    public void No_line_is_wider_and_there_are_no_more_of_them()
    {
        string[] texts = [new('x', 1000), string.Concat(Enumerable.Repeat("証-", 300)), string.Concat(Enumerable.Repeat("ab cd/ef", 100)), "\U0001f600\U0001f600\U0001f600\U0001f600\U0001f600\U0001f600"];
        foreach (var text in texts)
        {
            for (var columns = 2; columns < 40; columns++)
            {
                var lines = FittedText.Wrap(text, columns, 3);

                Assert.InRange(lines.Count, 1, 3);
                Assert.All(lines, line => Assert.InRange(FittedText.Columns(line.TrimEnd('…')) + (line.EndsWith('…') ? 1 : 0), 0, columns));
            }
        }
    }
}

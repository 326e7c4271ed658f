using System.Text;

namespace KubectlWebhookCert.Cluster.Api;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("a\nbb\n", "a|bb")]
    [InlineData("a\n\n \r\nbb\n", "a|bb")]
    [InlineData("a\nhalf", "a")]
    [InlineData("", "")]
    public async Task Gives_whole_lines(string text, string lines) => Assert.Equal(lines, string.Join('|', await LinesAsync(text)));

    [Fact]
    public async Task Gives_lines_of_any_length_up_to_the_longest()
    {
        string[] lines = [new('a', 3), new('b', 40_000), new('c', 16_384), new('d', LineReader.LongestLine - 1), "e"];

        Assert.Equal(lines, await LinesAsync(string.Join('\n', lines) + "\n"));
    }

    [Fact]
    public async Task Refuses_a_line_that_does_not_end() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => LinesAsync(new string('a', 3 * LineReader.LongestLine)));

    private static async Task<List<string>> LinesAsync(string text)
    {
        var lines = new List<string>();
        using var response = new HttpResponseMessage();
        using var reader = new LineReader(response, new MemoryStream(Encoding.UTF8.GetBytes(text)), static _ => { });
        while (await reader.NextAsync(TestContext.Current.CancellationToken) is { } line)
        {
            lines.Add(Encoding.UTF8.GetString(line.Span));
        }

        return lines;
    }
}

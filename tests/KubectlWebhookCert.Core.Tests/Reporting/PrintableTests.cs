using KubectlWebhookCert.Core.Reporting;

namespace KubectlWebhookCert.Core.Tests.Reporting;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("CN=web.default.svc", "CN=web.default.svc")]
    [InlineData("CN=\u001b[2Jgone", "CN=\\u001b[2Jgone")]
    [InlineData("two\nlines", "two\\u000alines")]
    [InlineData("turned\u202earound", "turned\\u202earound")]
    [InlineData("Zürich 東京", "Zürich 東京")]
    public void What_could_move_the_cursor_is_written_out(string text, string expected) =>
        Assert.Equal(expected, Printable.Escape(text));
}

using System.Net;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Tests.Verification;

/// <summary>Each expectation was printed by Go.</summary>
public sealed class GoTextTests
{
    [Theory]
    [InlineData("hooks CA", "\"hooks CA\"")]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("\a\b\f\n\r\t\v", "\"\\a\\b\\f\\n\\r\\t\\v\"")]
    [InlineData("\0\u001b\u007f", "\"\\x00\\x1b\\x7f\"")]
    [InlineData("åäö 日本 😀", "\"åäö 日本 😀\"")]
    [InlineData("\u0085\u00a0\u200b\ufeff", "\"\\u0085\\u00a0\\u200b\\ufeff\"")]
    [InlineData("\U000e0001", "\"\\U000e0001\"")]
    public void Quotes_as_Go_does(string text, string expected) => Assert.Equal(expected, GoText.Quote(text));

    [Fact]
    public void Octets_that_are_no_UTF_8_are_hex() => Assert.Equal("\"\\xe5a\\xff\"", GoText.Quote([0xe5, (byte)'a', 0xff]));

    [Fact]
    public void Instants_are_whole_seconds_in_their_own_offset()
    {
        var instant = new DateTimeOffset(2026, 11, 21, 4, 0, 7, 900, TimeSpan.Zero);

        Assert.Equal("2026-11-21T04:00:07Z", GoText.Time(instant));
        Assert.Equal("2026-11-21T06:00:07+02:00", GoText.Time(instant.ToOffset(TimeSpan.FromHours(2))));
    }

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("::ffff:10.0.0.1", "10.0.0.1")]
    [InlineData("FD00:0:0:0::1", "fd00::1")]
    public void Addresses_are_short(string address, string expected) => Assert.Equal(expected, GoText.Address(IPAddress.Parse(address)));
}

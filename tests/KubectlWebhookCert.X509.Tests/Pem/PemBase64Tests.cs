using System.Text;
using KubectlWebhookCert.X509.Pem;
using KubectlWebhookCert.X509.Tests.Fuzzing;

namespace KubectlWebhookCert.X509.Tests.Pem;

public sealed class PemBase64Tests
{
    [Fact]
    public void Reads_what_the_platform_writes_wherever_blanks_stand()
    {
        var draws = new Draws(1);
        for (var length = 0; length < 300; length++)
        {
            var bytes = Enumerable.Range(0, length).Select(_ => (byte)draws.Next(256)).ToArray();
            var text = Convert.ToBase64String(bytes).ToList();
            for (var blanks = draws.Next(20); blanks > 0; blanks--)
            {
                text.Insert(draws.Next(text.Count + 1), " \t\r\n"[draws.Next(4)]);
            }

            var decoded = PemBase64.Decode(Encoding.ASCII.GetBytes([.. text]), out var wrongAt);

            Assert.Equal(bytes, decoded);
            Assert.Equal(text.Count, wrongAt);
        }
    }

    [Theory]
    [InlineData("QQ==", "41")]
    [InlineData("QR==", "41")]
    [InlineData("QUJ=", "4142")]
    [InlineData("QUJDRA=\n=", "41424344")]
    [InlineData("+/+/", "FBFFBF")]
    [InlineData("", "")]
    [InlineData(" \n", "")]
    public void Does_not_judge_unused_bits(string text, string expected) =>
        Assert.Equal(expected, Convert.ToHexString(PemBase64.Decode(Encoding.ASCII.GetBytes(text), out _)!));

    [Theory]
    [InlineData("QUJDx", 5)]
    [InlineData("QUJDQQ=", 7)]
    [InlineData("QUJDQQ", 6)]
    [InlineData("=", 0)]
    [InlineData("Q===", 1)]
    [InlineData("QUJD=", 4)]
    [InlineData("QQ===", 4)]
    [InlineData("QUI==", 4)]
    [InlineData("QQ==QQ==", 4)]
    [InlineData("QQ=\nQ", 4)]
    [InlineData("QUJDQUJD-QUJD", 8)]
    [InlineData("QUJD\vQUJD", 4)]
    [InlineData("QUJDQUJDQUJD\u0000", 12)]
    [InlineData("QUJ\u00e9", 3)]
    public void Says_where_text_is_wrong(string text, int expected)
    {
        Assert.Null(PemBase64.Decode(Encoding.Latin1.GetBytes(text), out var wrongAt));
        Assert.Equal(expected, wrongAt);
    }
}

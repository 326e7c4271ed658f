using System.Globalization;
using KubectlWebhookCert.X509.Tests.Making;

namespace KubectlWebhookCert.X509.Tests;

public sealed class CertificateTimeTests
{
    [Theory]
    [InlineData(0x17, "490101000000Z", "2049-01-01T00:00:00Z")]
    [InlineData(0x17, "500101000000Z", "1950-01-01T00:00:00Z")]
    [InlineData(0x17, "691231235959Z", "1969-12-31T23:59:59Z")]
    [InlineData(0x17, "2401020304Z", "2024-01-02T03:04:00Z")]
    [InlineData(0x17, "240102030405+0130", "2024-01-02T01:34:05Z")]
    [InlineData(0x17, "240229000000-2400", "2024-03-01T00:00:00Z")]
    [InlineData(0x18, "20500101000000Z", "2050-01-01T00:00:00Z")]
    [InlineData(0x18, "99991231235959Z", "9999-12-31T23:59:59Z")]
    [InlineData(0x18, "20240102030405+0100", "2024-01-02T02:04:05Z")]
    [InlineData(0x18, "00010101000000+0100", "0001-01-01T00:00:00Z")] // year 0: the first instant there is
    public void Reads_times(byte tag, string text, string expected) => Assert.Equal(
        DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture),
        new RawCertificate { NotAfter = RawCertificate.Element(tag, text) }.Parse().NotAfter);

    [Theory]
    [InlineData(0x17, "240102030405", "malformed UTCTime")]
    [InlineData(0x17, "240102030405+0000", "malformed UTCTime")]
    [InlineData(0x17, "240102030405.5Z", "malformed UTCTime")]
    [InlineData(0x17, "230229000000Z", "malformed UTCTime")]
    [InlineData(0x17, "240002000000Z", "malformed UTCTime")]
    [InlineData(0x17, "240101240000Z", "malformed UTCTime")]
    [InlineData(0x17, "240101000060Z", "malformed UTCTime")]
    [InlineData(0x17, "", "malformed UTCTime")]
    [InlineData(0x18, "202401020304Z", "malformed GeneralizedTime")]
    [InlineData(0x18, "240102030405Z", "malformed GeneralizedTime")]
    [InlineData(0x13, "240102030405Z", "unsupported time format")]
    public void Refuses_what_is_no_time(byte tag, string text, string expected)
    {
        var certificate = new RawCertificate { NotAfter = RawCertificate.Element(tag, text) };

        Assert.Equal(expected, Assert.Throws<DerFormatException>(() => certificate.Parse()).What);
    }
}

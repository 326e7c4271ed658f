using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Tests.Rules.ServingCertificates;

/// <summary>serial-invalid: negative ones break with an upgrade, long ones do not.</summary>
public sealed class SerialInvalidTests
{
    private const string Code = "serial-invalid";

    private static readonly Hook Negative = Shaped.Path(Shaped.Root, Shaped.Leaf with { Serial = [0x80] });

    [Fact]
    public void A_new_api_server_cannot_read_a_negative_one()
    {
        var finding = Judged.Of(Negative).Finding(Code);

        Assert.Equal(
            (Severity.Error, "the serial number of the serving certificate is negative, which the API server cannot read"),
            (finding.Severity, finding.Fault.Message));
        Assert.Equal("tls: failed to parse certificate from server: x509: negative serial number", finding.Fault.ApiServerText);
        Assert.True(finding.IsReported);
    }

    [Fact]
    public void An_old_one_can_and_the_next_upgrade_breaks_it()
    {
        var finding = Judged.Of(Negative.Build(), server: ApiServerVersion.Parse("v1.30.0", "go1.22.4")).Finding(Code);

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Null(finding.Fault.ApiServerText);
    }

    [Fact]
    public void An_intermediates_counts_too() => Assert.Equal(
        "the serial number of the intermediate CN=hook-intermediate is negative, which the API server cannot read",
        Judged.Of(Shaped.Path(Shaped.Root, Shaped.Middle with { Serial = [0x80] }, Shaped.Leaf)).Finding(Code).Fault.Message);

    [Fact]
    public void More_than_20_octets_are_worth_knowing()
    {
        var finding = Judged.Of(Serial([.. Enumerable.Repeat<byte>(0x2a, 21)])).Finding(Code);

        Assert.Equal(
            (Severity.Info, "the serial number of the serving certificate is 21 octets long, and 20 are allowed"),
            (finding.Severity, finding.Fault.Message));
    }

    [Theory]
    [InlineData(1, 0x00)]
    [InlineData(1, 0x01)]
    [InlineData(20, 0x2a)]
    public void Zero_one_and_20_octets_are_fine(int octets, byte value) =>
        Assert.DoesNotContain(Code, Judged.Of(Serial([.. Enumerable.Repeat(value, octets)])).Codes);

    private static Hook Serial(byte[] serial) => Shaped.Path(Shaped.Root, Shaped.Leaf with { Serial = serial });
}

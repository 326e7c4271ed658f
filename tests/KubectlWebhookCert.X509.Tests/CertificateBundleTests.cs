using System.Text;
using KubectlWebhookCert.X509.Tests.Making;

namespace KubectlWebhookCert.X509.Tests;

public sealed class CertificateBundleTests
{
    private static readonly byte[] First = new RawCertificate().Encode();
    private static readonly byte[] Second = new RawCertificate { Serial = [2, 1, 8] }.Encode();

    [Fact]
    public void Takes_certificates_in_order_and_passes_over_the_rest()
    {
        byte[] text =
        [
            .. "# CA\r\n"u8,
            .. Make.Pem("CERTIFICATE", Second),
            .. Make.Pem("PUBLIC KEY", [1]),
            .. Make.Pem("CERTIFICATE", [1, 2]),
            .. "-----BEGIN CERTIFICATE-----\nk: v\n\nQUJD\n-----END CERTIFICATE-----\n"u8,
            .. Make.Pem("TRUSTED CERTIFICATE", First),
            .. "-----BEGIN CERTIFICATE-----\n?\n-----END CERTIFICATE-----\n"u8,
            .. Make.Pem("CERTIFICATE", First),
            .. Make.Pem("CERTIFICATE", First),
        ];

        var bundle = CertificateBundle.Read(text);

        Assert.Equal([Certificate.Parse(Second), Certificate.Parse(First), Certificate.Parse(First)], bundle.Certificates);
        Assert.False(bundle.HoldsPrivateKey);
        Assert.Equal(
            [
                "block 2: PUBLIC KEY, not CERTIFICATE",
                "block 3: certificate cannot be read: malformed certificate",
                "block 4: certificate with PEM headers",
                "block 5: TRUSTED CERTIFICATE, not CERTIFICATE",
                "block 6: not base64 between BEGIN and END",
            ],
            bundle.Problems.Select(problem => $"block {problem.Ordinal}: {problem.Reason}"));
        Assert.All(bundle.Problems, problem => Assert.True(text.AsSpan(problem.Offset).StartsWith("-----BEGIN "u8)));
    }

    [Theory]
    [InlineData("PRIVATE KEY", true)]
    [InlineData("RSA PRIVATE KEY", true)]
    [InlineData("ENCRYPTED PRIVATE KEY", true)]
    [InlineData("PUBLIC KEY", false)]
    public void Says_whether_a_private_key_lies_in_it(string label, bool expected) =>
        Assert.Equal(expected, CertificateBundle.Read(Make.Pem(label, [1, 2, 3])).HoldsPrivateKey);

    [Fact]
    public void A_bundle_in_base64_once_more_is_recognised()
    {
        var text = Encoding.ASCII.GetBytes(Convert.ToBase64String(Make.Pem("CERTIFICATE", First)));

        var bundle = CertificateBundle.Read(text);

        Assert.Empty(bundle.Certificates);
        Assert.Equal("base64 of a PEM text: encoded once too often", Assert.Single(bundle.Problems).ToString());
    }

    [Fact]
    public void An_empty_text_holds_nothing() => Assert.Equal("empty", Assert.Single(CertificateBundle.Read([]).Problems).ToString());

    [Fact]
    public void Problems_beyond_the_hundredth_are_counted()
    {
        var text = string.Concat(Enumerable.Repeat("-----BEGIN A-----\nQUJD\n-----END A-----\n", 120)) + string.Concat(Enumerable.Repeat("-----BEGIN A-----\n", 30));

        var bundle = CertificateBundle.Read(Encoding.ASCII.GetBytes(text));

        Assert.Equal("and 50 more", bundle.Problems[^1].ToString());
    }
}

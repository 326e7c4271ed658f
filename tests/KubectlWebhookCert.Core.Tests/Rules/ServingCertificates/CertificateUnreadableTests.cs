using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.ServingCertificates;

/// <summary>certificate-unreadable: in the Secret, and for the API server.</summary>
public sealed class CertificateUnreadableTests
{
    private const string Code = "certificate-unreadable";
    private const string Garbage = "-----BEGIN CERTIFICATE-----\nZ2FyYmFnZQ==\n-----END CERTIFICATE-----\n";

    [Theory]
    [InlineData("not a certificate\n")]
    [InlineData(Garbage)]
    [InlineData("-----BEGIN CERTIFICATE-----\nZ2FyYmFnZQ==\n")]
    public void A_damaged_leaf_is_an_error(string damaged)
    {
        var finding = Judged.Of(Hook.Healthy with { Secret = secret => secret.Data("tls.crt", damaged).Data("ca.crt", null) }).Finding(Code);

        Assert.Equal((Severity.Error, "a certificate in tls.crt of Secret web/hook-tls cannot be read"), (finding.Severity, finding.Fault.Message));
        Assert.Equal("tls.crt", finding.Fault.Field);
        Assert.StartsWith("tls.crt: ", Assert.Single(finding.Fault.Evidence).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Garbage_behind_the_leaf_is_sent_and_ends_the_handshake() => Assert.Equal(
        Severity.Error,
        Judged.Of(Hook.Healthy with { Secret = secret => secret.Data("tls.crt", Hook.Healthy.StoredLeaf.Pem + Garbage) }).Finding(Code).Severity);

    [Fact]
    public void Garbage_elsewhere_in_the_secret_is_not_sent() => Assert.Equal(
        Severity.Warning,
        Judged.Of(Hook.Healthy with { Secret = secret => secret.Data("ca.crt", Garbage) }).Finding(Code).Severity);

    [Fact]
    public void What_the_api_servers_parser_refuses_is_told_in_its_words()
    {
        var finding = Judged.Of(Shaped.Of(OddCertificates.MappedAddress())).Finding(Code);

        Assert.StartsWith("the API server cannot read the intermediate CN=hook-intermediate: ", finding.Fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("tls: failed to parse certificate from server: ", finding.Fault.ApiServerText, StringComparison.Ordinal);
        Assert.True(finding.IsReported);
    }

    [Fact]
    public void A_damaged_key_is_another_rules() => Assert.DoesNotContain(
        Code, Judged.Of(Hook.Healthy with { Secret = secret => secret.Data("tls.key", "damaged") }).Codes);
}

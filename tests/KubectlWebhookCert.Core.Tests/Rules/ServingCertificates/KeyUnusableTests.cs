using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.Tests.Cluster;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Tests.Rules.ServingCertificates;

/// <summary>key-unusable: keys that TLS has no use for.</summary>
public sealed class KeyUnusableTests
{
    private const string Code = "key-unusable";

    [Fact]
    public void P224_makes_no_handshake()
    {
        var finding = Judged.Of(Shaped.Path(Shaped.Root, Shaped.Leaf with { Key = TestKeyKind.P224 })).Finding(Code);

        Assert.Equal("the key of the serving certificate is one that no handshake can be made with: ECDSA P-224", finding.Fault.Message);
        Assert.Equal("remote error: tls: handshake failure", finding.Fault.ApiServerText);
        Assert.True(finding.IsReported);
    }

    [Fact]
    public void An_rsa_key_above_8192_bits_is_refused()
    {
        var finding = Judged.Of(Shaped.Of(OddCertificates.LargeKey())).Finding(Code);

        Assert.Equal("the key of the serving certificate is one that no handshake can be made with: RSA 8200", finding.Fault.Message);
        Assert.Equal("tls: server sent certificate containing RSA key larger than 8192 bits", finding.Fault.ApiServerText);
    }

    [Fact]
    public void An_older_api_server_takes_it_and_a_newer_one_will_not()
    {
        var finding = Judged.Of(Shaped.Of(OddCertificates.LargeKey()).Build(), server: ApiServerVersion.Parse("v1.25.0", "go1.19.1")).Finding(Code);

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.False(finding.IsReported);
    }

    [Theory]
    [InlineData(TestKeyKind.P521)]
    [InlineData(TestKeyKind.Ed25519)]
    internal void Other_keys_do(TestKeyKind key) =>
        Assert.DoesNotContain(Code, Judged.Of(Shaped.Path(Shaped.Root, Shaped.Leaf with { Key = key })).Codes);
}

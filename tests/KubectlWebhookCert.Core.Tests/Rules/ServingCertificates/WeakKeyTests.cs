using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.Tests.Cluster;

namespace KubectlWebhookCert.Core.Tests.Rules.ServingCertificates;

/// <summary>weak-key: below 1024 bits refused, below 2048 worth a word.</summary>
public sealed class WeakKeyTests
{
    private const string Code = "weak-key";

    [Fact]
    public void A_short_key_of_the_leaf_is_a_warning()
    {
        var finding = Judged.Of(Shaped.Path(Shaped.Root, Shaped.Leaf with { Key = TestKeyKind.Rsa1024 })).Finding(Code);

        Assert.Equal((Severity.Warning, "the key of the serving certificate is weak: RSA 1024"), (finding.Severity, finding.Fault.Message));
        Assert.Null(finding.Fault.ApiServerText);
    }

    [Fact]
    public void So_is_a_short_key_of_the_ca()
    {
        var finding = Judged.Of(Shaped.Path(Shaped.Root with { Key = TestKeyKind.Rsa1024 }, Shaped.Leaf)).Finding(Code);

        Assert.Equal((Severity.Warning, "the key of the CA CN=hook-ca is weak: RSA 1024"), (finding.Severity, finding.Fault.Message));
    }

    [Fact]
    public void A_ca_with_less_than_1024_bits_is_refused()
    {
        var (ca, leaf) = OddCertificates.SignedBy(512);

        var judged = Judged.Of(Shaped.Of(ca, leaf, null));

        Assert.Equal([Code], judged.Alarms);
        Assert.Equal("the key of the CA CN=hook-ca is too weak to be used: RSA 512", judged.Finding(Code).Fault.Message);
        Assert.Contains("512-bit keys are insecure", judged.Finding(Code).Fault.ApiServerText, StringComparison.Ordinal);
        Assert.True(judged.Finding(Code).IsReported);
    }

    [Theory]
    [InlineData(TestKeyKind.Rsa2048)]
    [InlineData(TestKeyKind.P256)]
    [InlineData(TestKeyKind.Ed25519)]
    internal void Other_keys_are_strong_enough(TestKeyKind key) =>
        Assert.Empty(Judged.Of(Shaped.Path(Shaped.Root, Shaped.Leaf with { Key = key })).Alarms);

    [Fact]
    public void A_weak_ca_that_signs_nothing_here_does_not_matter() => Assert.Empty(Judged.Of(Shaped.Path(
        path => path[0].Pem + Shaped.Alone(Shaped.Root with { CommonName = "another", Key = TestKeyKind.Rsa1024 }).Pem,
        Shaped.Root,
        Shaped.Leaf)).Alarms);
}

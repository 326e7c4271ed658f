using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.ServingCertificates;

/// <summary>key-mismatch: a certificate and the key of another.</summary>
public sealed class KeyMismatchTests
{
    private const string Code = "key-mismatch";

    [Fact]
    public void The_key_of_another_certificate_is_an_error()
    {
        var finding = Judged.Of(WithKey(PrivateKeys.Pkcs1(3))).Finding(Code);

        Assert.Equal(
            (Severity.Error, "the private key in tls.key of Secret web/hook-tls is not that of the certificate"),
            (finding.Severity, finding.Fault.Message));
        Assert.Contains(new Evidence("tls.key", "RSA 2048 private key, PKCS#1"), finding.Fault.Evidence);
        Assert.DoesNotContain(finding.Fault.Evidence, line => line.Value.Contains("BEGIN", StringComparison.Ordinal));
    }

    [Fact]
    public void The_right_key_among_others_is_right() => Assert.Empty(
        Judged.Of(Hook.Healthy with { Secret = secret => secret.Data("another.key", PrivateKeys.Pkcs1(3)) }).Alarms);

    [Fact]
    public void No_key_at_all_tells_nothing()
    {
        var judged = Judged.Of(WithKey(null));

        Assert.Empty(judged.Alarms);
        Assert.Contains((Code, "Secret web/hook-tls holds no private key that is known to be the certificate's"), judged.Unknowns);
    }

    [Fact]
    public void An_encrypted_key_is_another_rules() => Assert.DoesNotContain(Code, Judged.Of(WithKey(PrivateKeys.Encrypted(1))).Codes);

    private static Hook WithKey(string? key) => Hook.Healthy with { Secret = secret => secret.Data("tls.key", key) };
}

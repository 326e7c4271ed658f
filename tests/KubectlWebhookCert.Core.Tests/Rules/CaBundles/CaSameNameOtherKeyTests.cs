using System.Text;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.CaBundles;

/// <summary>ca-same-name-other-key: made anew under its old name.</summary>
public sealed class CaSameNameOtherKeyTests
{
    private const string Code = "ca-same-name-other-key";

    private static readonly Issued Other = Issued.Ca("CN=hook-ca", 3);

    [Fact]
    public void A_namesake_is_an_error_with_both_fingerprints()
    {
        var judged = Judged.Of(Hook.Healthy with { Bundle = Other.Pem });

        Assert.Equal([Code], judged.Alarms);
        var finding = judged.Finding(Code);
        Assert.Equal((Severity.Error, true), (finding.Severity, finding.IsReported));
        Assert.Equal("the CA in the bundle is called CN=hook-ca like the one that signed the certificate, and is another one", finding.Fault.Message);
        Assert.Equal(
            "tls: failed to verify certificate: x509: certificate signed by unknown authority (possibly because of \"crypto/rsa: verification error\" "
            + "while trying to verify candidate authority certificate \"hook-ca\")",
            finding.Fault.ApiServerText);
        Assert.Contains(
            new Evidence("in the CA bundle", $"{Facts.Short(Other.Certificate)}, from 2026-01-01T00:00:00Z"), finding.Fault.Evidence);
        Assert.Contains(
            new Evidence("its CA", $"{Facts.Short(Hook.Healthy.Ca.Certificate)} is in ca.crt of Secret web/hook-tls"), finding.Fault.Evidence);
    }

    [Fact]
    public void A_key_of_another_kind_is_another_key() =>
        Assert.Equal([Code], Judged.Of(Hook.Healthy with { Bundle = Issued.EcdsaCa("CN=hook-ca").Pem }).Alarms);

    [Fact]
    public void An_intermediate_may_have_a_namesake_too()
    {
        var stranger = Shaped.Alone(Shaped.Middle);
        var root = Shaped.Alone(Shaped.Root);
        var leaf = root.Issue(Shaped.Middle).Issue(Shaped.Leaf);

        var finding = Judged.Of(Shaped.Of(Encoding.UTF8.GetBytes(root.Pem), leaf.Pem + stranger.Pem, PrivateKeys.Of(leaf))).Finding(Code);

        Assert.StartsWith("the intermediate that is served is called CN=hook-intermediate", finding.Fault.Message, StringComparison.Ordinal);
        Assert.Equal("tls.crt", finding.Fault.Field);
        Assert.Empty(Judged.Of(Shaped.Path(Shaped.Root, Shaped.Middle, Shaped.Leaf)).Alarms);
    }

    [Fact]
    public void Both_in_the_bundle_is_a_rotation_under_way() =>
        Assert.Empty(Judged.Of(Hook.Healthy with { Bundle = Other.Pem + Hook.Healthy.Ca.Pem }).Alarms);
}

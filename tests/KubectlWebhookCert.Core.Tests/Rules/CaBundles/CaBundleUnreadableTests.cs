using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Tests.Rules.CaBundles;

/// <summary>ca-bundle-unreadable: nothing can be taken out of it, or not all.</summary>
public sealed class CaBundleUnreadableTests
{
    private const string Code = "ca-bundle-unreadable";
    private const string Garbage = "-----BEGIN CERTIFICATE-----\nZ2FyYmFnZQ==\n-----END CERTIFICATE-----\n";

    private static readonly string Pem = Hook.Healthy.Ca.Pem;
    private static readonly string Trusted = Pem.Replace("CERTIFICATE", "TRUSTED CERTIFICATE", StringComparison.Ordinal); // OpenSSL's own label
    private static readonly ApiServerVersion Old = ApiServerVersion.Parse("v1.20.2", "go1.19.8");

    public static TheoryData<string, string, string> Unreadable => new()
    {
        { "garbage", "the CA bundle holds no certificate that can be read", "unable to parse bytes as PEM block" },
        { Hook.Healthy.Ca.Base64, "the CA bundle is encoded in base64 twice", "unable to parse bytes as PEM block" },
        { Pem.TrimEnd('\n') + Pem, "the CA bundle has blocks glued together without a line break", "unable to parse bytes as PEM block" },
        { Trusted, "the CA bundle holds TRUSTED CERTIFICATE, not CERTIFICATE", "no valid certificate authority data seen" },
        { PrivateKeys.Pkcs8(0), "the CA bundle holds a private key and no certificate", "no valid certificate authority data seen" },
        { Garbage, "the CA bundle holds no certificate that can be read", "failed to parse certificate: " },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void A_bundle_that_gives_nothing_is_refused(string bundle, string message, string text)
    {
        var judged = Judged.Of(Hook.Healthy with { Bundle = bundle });

        var finding = judged.Finding(Code);
        Assert.Equal((Severity.Error, message), (finding.Severity, finding.Fault.Message));
        Assert.StartsWith(
            $"could not get REST client: unable to load root certificates: {text}", finding.Fault.ApiServerText, StringComparison.Ordinal);
        Assert.True(finding.IsReported);
    }

    [Fact]
    public void Der_is_no_pem() => Assert.Equal(
        "the CA bundle is DER, not PEM",
        Judged.Of(Shaped.Of(Hook.Healthy.Ca.Certificate.Raw.Span, Hook.Healthy.StoredLeaf.Pem, Hook.Healthy.StoredLeaf.KeyPem))
            .Finding(Code).Fault.Message);

    [Fact]
    public void It_is_known_without_the_certificate() =>
        Assert.True(Judged.Of(Hook.Healthy with { Bundle = "garbage", Without = ["Secret"] }).Finding(Code).IsReported);

    [Fact]
    public void An_old_api_server_says_that_it_trusts_nobody()
    {
        var finding = Judged.Of((Hook.Healthy with { Bundle = "garbage" }).Build(), server: Old).Finding(Code);

        Assert.Equal("x509: certificate signed by unknown authority", finding.Fault.ApiServerText);
        Assert.True(finding.IsReported);
    }

    [Fact]
    public void An_old_api_server_reports_the_leafs_end_first()
    {
        var expired = Hook.Healthy.Ca.Leaf("CN=hook", 1, 2, Judged.Now.AddDays(-1), Hook.ServerName);

        var judged = Judged.Of((Hook.Healthy with { Bundle = "garbage", Leaf = expired }).Build(), server: Old);

        Assert.True(judged.Finding("leaf-expired").IsReported);
        Assert.False(judged.Finding(Code).IsReported);
    }

    [Fact]
    public void A_part_that_is_passed_over_is_a_warning()
    {
        var finding = Judged.Of(Hook.Healthy with { Bundle = Pem + Garbage }).Finding(Code);

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.StartsWith("a part of the CA bundle is passed over: block 2 at offset ", finding.Fault.Message, StringComparison.Ordinal);
        Assert.Null(finding.Fault.ApiServerText);
    }

    [Fact]
    public void So_is_a_ca_that_this_api_server_cannot_read()
    {
        var negative = Shaped.Alone(Shaped.Root with { CommonName = "another", Serial = [0x80] }).Pem;

        var judged = Judged.Of(Hook.Healthy with { Bundle = Pem + negative });

        Assert.Contains("negative serial number", judged.Finding(Code).Fault.Message, StringComparison.Ordinal);
        Assert.Empty(Judged.Of((Hook.Healthy with { Bundle = Pem + negative }).Build(), server: Old).Alarms);
    }

    [Fact]
    public void The_right_ca_in_the_part_that_is_passed_over_is_the_root_cause()
    {
        var judged = Judged.Of(Hook.Healthy with { Bundle = Issued.Ca("CN=another", 3).Pem + Trusted });

        Assert.Equal("ca-mismatch", Assert.Single(judged.Finding(Code).Consequences).Rule.Code);
        Assert.Equal(Severity.Error, judged.Finding(Code).Severity);
    }

    [Fact]
    public void Text_around_the_blocks_is_no_problem() =>
        Assert.Empty(Judged.Of(Hook.Healthy with { Bundle = $"subject=hook-ca\n\n{Pem}\nthe end\n" }).Alarms);

    [Theory]
    [InlineData("\n", null)] // kubebuilder's Cg==
    [InlineData("placeholder", "cert-manager.io/inject-ca-from-secret")]
    public void A_placeholder_in_a_manifest_is_filled_later(string bundle, string? injected)
    {
        var judged = Judged.Of(Manifest(bundle, injected));

        Assert.DoesNotContain(Code, judged.Codes);
        Assert.Contains((Code, "the CA bundle in the manifest is a placeholder, which is filled once that is applied"), judged.Unknowns);
    }

    [Fact]
    public void Garbage_in_a_manifest_that_nobody_fills_is_an_error() =>
        Assert.Equal(Severity.Error, Judged.Of(Manifest("garbage", null)).Finding(Code).Severity);

    private static ClusterSnapshot Manifest(string bundle, string? injected)
    {
        var configuration = Make.Validating("config", Make.Entry(Hook.Name, "web/hook")).Bundle(bundle);
        return new ClusterSnapshot([(injected is null ? configuration : configuration.Annotate(injected, "web/hook-tls")).Build()], []);
    }
}

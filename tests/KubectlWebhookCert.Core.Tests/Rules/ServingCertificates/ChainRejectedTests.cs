using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Tests.Rules.ServingCertificates;

/// <summary>chain-rejected: what no other rule is about.</summary>
public sealed class ChainRejectedTests
{
    private const string Code = "chain-rejected";

    [Fact]
    public void Policies_that_are_demanded_and_missing()
    {
        var finding = Judged.Of(Shaped.Of(OddCertificates.PoliciesMissing())).Finding(Code);

        Assert.StartsWith("every chain to the CA bundle is invalid for its policies: ", finding.Fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("tls: failed to verify certificate: x509: no valid chains built", finding.Fault.ApiServerText, StringComparison.Ordinal);
        Assert.True(finding.IsReported);
    }

    [Fact]
    public void An_api_server_that_knows_no_policies_says_so_by_another_rule() => Assert.Equal(
        ["critical-extension"],
        Judged.Of(Shaped.Of(OddCertificates.PoliciesMissing()).Build(), server: ApiServerVersion.Parse("v1.25.0", "go1.19.1")).Alarms);

    [Fact]
    public void More_candidates_than_are_tried()
    {
        var judged = Judged.Of(Shaped.Of(OddCertificates.ManyNamesakes()));

        Assert.Equal(
            "the API server gives up after 100 signatures: the CA bundle holds 101 certificates", judged.Finding(Code).Fault.Message);
        Assert.True(judged.Finding(Code).IsReported);
    }

    [Fact]
    public void A_chain_that_holds_is_right() => Assert.DoesNotContain(Code, Judged.Of(Hook.Healthy).Codes);
}

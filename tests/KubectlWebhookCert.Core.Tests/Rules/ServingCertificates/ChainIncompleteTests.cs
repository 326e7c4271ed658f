using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.Tests.Cluster;

namespace KubectlWebhookCert.Core.Tests.Rules.ServingCertificates;

/// <summary>chain-incomplete: the Secret knows the intermediate, and the server does not send it.</summary>
public sealed class ChainIncompleteTests
{
    private const string Code = "chain-incomplete";

    private readonly IssuedCertificate root = Shaped.Alone(Shaped.Root);
    private readonly IssuedCertificate middle;
    private readonly IssuedCertificate leaf;

    public ChainIncompleteTests()
    {
        middle = root.Issue(Shaped.Middle);
        leaf = middle.Issue(Shaped.Leaf);
    }

    [Fact]
    public void An_intermediate_under_another_key_is_found()
    {
        var judged = Judged.Of(Serving(leaf.Pem, middle.Pem));

        Assert.Equal([Code], judged.Alarms);
        var finding = judged.Finding(Code);
        Assert.Equal((Severity.Error, true), (finding.Severity, finding.IsReported));
        Assert.Equal("the intermediate CN=hook-intermediate is not served: it lies in ca.crt", finding.Fault.Message);
        Assert.Equal("tls: failed to verify certificate: x509: certificate signed by unknown authority", finding.Fault.ApiServerText);
        Assert.StartsWith("put what ca.crt holds behind the certificate in tls.crt", finding.Fault.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_served_is_right() => Assert.Empty(Judged.Of(Serving(leaf.Pem + middle.Pem, middle.Pem)).Alarms);

    [Fact]
    public void One_that_leads_elsewhere_is_a_wrong_ca()
    {
        var elsewhere = Shaped.Alone(Shaped.Root with { CommonName = "another" });

        Assert.Equal(["ca-mismatch"], Judged.Of(Serving(leaf.Pem, middle.Pem, elsewhere.Pem)).Alarms);
    }

    [Fact]
    public void One_that_nobody_knows_is_a_wrong_ca() => Assert.Equal(["ca-mismatch"], Judged.Of(Serving(leaf.Pem, root.Pem)).Alarms);

    private Hook Serving(string served, string caCrt, string? bundle = null)
    {
        var hook = Shaped.Of(System.Text.Encoding.UTF8.GetBytes(bundle ?? root.Pem), served, PrivateKeys.Of(leaf));
        return hook with { Secret = secret => hook.Secret(secret).Data("ca.crt", caCrt) };
    }
}

using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Secrets;

public sealed class SecretEmptiedTests
{
    private const string Code = "secret-emptied";

    [Fact]
    public void Empty_keys_are_an_error()
    {
        var finding = Judged.Of(SparkClusters.Chart14(emptied: true)).Finding(Code);

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal(
            "Secret default/spark-operator-webhook-certs holds no certificate: ca-cert.pem, ca-key.pem, server-cert.pem, server-key.pem are empty",
            finding.Fault.Message);
        Assert.Equal("kubectl rollout restart deployment/spark-operator -n default", finding.Fault.Fix);
    }

    [Fact]
    public void Data_that_is_gone_altogether_is_an_error()
    {
        var fault = Judged.Of(Hook.Healthy with { Secret = secret => secret.With(json => json.Remove("data")) }).Finding(Code).Fault;

        Assert.Equal("Secret web/hook-tls holds nothing: its data is gone or was never filled", fault.Message);
        Assert.Equal("kubectl webhook-cert rotate validatingwebhookconfiguration/config --ca", fault.Fix);
    }

    [Fact]
    public void A_certificate_beside_an_empty_key_is_none() => Assert.DoesNotContain(
        Code, Judged.Of(Hook.Healthy with { Secret = secret => secret.With(json => ((JsonObject)json["data"]!)["ca.crt"] = string.Empty) }).Codes);

    [Fact]
    public void What_cert_controller_has_not_filled_is_for_it_to_fill() => Assert.Contains(
        "its chart or manifest does",
        Judged.Of(CertControllerClusters.Unfilled("kueue-webhook-server-cert")).Finding(Code).Fault.Evidence[0].Value,
        StringComparison.Ordinal);
}

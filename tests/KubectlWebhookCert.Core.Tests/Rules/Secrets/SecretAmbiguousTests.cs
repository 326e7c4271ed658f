using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Secrets;

public sealed class SecretAmbiguousTests
{
    private const string Code = "secret-ambiguous";

    [Fact]
    public void Two_secrets_that_fit_are_named()
    {
        var finding = Judged.Of(With(Hook.ServerName)).Finding(Code);

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Equal("any of 2 Secrets may hold the serving certificate: web/hook-tls, web/more-tls", finding.Fault.Message);
        Assert.Equal("kubectl webhook-cert validate validatingwebhookconfiguration/config --secret web/hook-tls", finding.Fault.Fix);
    }

    [Fact]
    public void One_that_fits_beside_one_that_does_not_is_clear() => Assert.DoesNotContain(Code, Judged.Of(With("metrics.web.svc")).Codes);

    private static Hook With(string name)
    {
        var more = (name == Hook.ServerName ? Hook.Healthy.Ca : Issued.Ca("CN=metrics-ca", 2)).Leaf("CN=more", 3, 4, null, name);
        return Hook.Healthy with
        {
            PodSpec = spec => spec.Mount("/more", Make.SecretVolume("more-tls")),
            And = [Make.Secret("web", "more-tls", ("tls.crt", more.Pem), ("tls.key", more.KeyPem))],
        };
    }
}

using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Configurations;

/// <summary>url-and-service-risk: a URL is worth a line; one that the control plane may not reach, or reaches something else by, is a warning.</summary>
public sealed class UrlAndServiceRiskTests
{
    private const string Code = "url-and-service-risk";

    [Theory]
    [InlineData("https://hooks.example.com/validate", Severity.Info)]
    [InlineData("https://svc.example.com/validate", Severity.Info)]
    [InlineData("https://web.hook:8443/validate", Severity.Info)] // no such Service
    [InlineData("https://hook.web/validate", Severity.Warning)]
    [InlineData("https://hook.web.svc/validate", Severity.Warning)]
    [InlineData("https://hook.web.svc.cluster.local:8443/validate", Severity.Warning)]
    [InlineData("https://10.0.0.7:8443/validate", Severity.Warning)]
    [InlineData("https://[fd00::7]:8443/validate", Severity.Warning)]
    [InlineData("https://localhost:8443/validate", Severity.Warning)]
    [InlineData("http://hooks.example.com/validate", Severity.Warning)]
    public void A_url_is_judged_by_its_host(string address, Severity expected) => Assert.Equal(expected, Calling(address).Finding(Code).Severity);

    [Fact]
    public void It_names_the_service_to_call_instead()
    {
        var fault = Calling("https://hook.web.svc/validate").Finding(Code).Fault;

        Assert.Equal(
            "https://hook.web.svc/validate: the API server resolves the name of Service web/hook outside the cluster's DNS, where it is mostly not known",
            fault.Message);
        Assert.Equal("name Service web/hook in clientConfig.service of validatingwebhookconfiguration/url", fault.Fix);
    }

    [Fact]
    public void A_service_is_no_url() => Assert.DoesNotContain(Code, Judged.Of(Hook.Healthy).Codes);

    private static Judged Calling(string address) =>
        Judged.Of(Hook.Healthy with { And = [Make.Validating("url", Make.EntryByUrl("u.example.com", address))] });
}

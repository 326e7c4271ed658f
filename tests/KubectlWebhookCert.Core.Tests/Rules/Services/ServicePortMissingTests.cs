using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Services;

public sealed class ServicePortMissingTests
{
    private const string Code = "service-port-missing";

    [Fact]
    public void A_port_that_the_service_does_not_have_is_an_error_in_the_api_servers_words()
    {
        var judged = Judged.Of(With(9443));
        var finding = judged.Finding(Code);

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.True(finding.IsReported);
        Assert.Equal("Service web/hook has no port 443", finding.Fault.Message);
        Assert.Equal("no service port 443 found for service \"hook\"", finding.Fault.ApiServerText);
        Assert.Contains(new Evidence("ports of the Service", "9443"), finding.Fault.Evidence);
        Assert.Equal(
            "kubectl patch validatingwebhookconfiguration config --type json -p "
            + "'[{\"op\":\"add\",\"path\":\"/webhooks/0/clientConfig/service/port\",\"value\":9443}]'",
            finding.Fault.Fix);
        Assert.Equal([Code], judged.Alarms); // its endpoints are not to blame
    }

    [Fact]
    public void The_default_port_is_443() => Assert.DoesNotContain(Code, Judged.Of(With(443)).Codes);

    [Fact]
    public void A_port_of_another_protocol_does_not_count()
    {
        var fault = Judged.Of(Hook.Healthy with { Service = service => service.With(json => json["spec"]!["ports"]![0]!["protocol"] = "UDP") }).Finding(Code).Fault;

        Assert.Equal("port 443 of Service web/hook is not TCP", fault.Message);
        Assert.Null(fault.ApiServerText);
    }

    [Fact]
    public void An_external_name_has_no_ports_to_look_at() => Assert.DoesNotContain(
        Code,
        Judged.Of(With(9443) with { Service = service => service.With(json => json["spec"]!["type"] = "ExternalName") }).Codes);

    private static Hook With(int port) => Hook.Healthy with { Service = _ => Make.Service("web", "hook", "app=hook", port) };
}

using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Services;

public sealed class TargetPortMissingTests
{
    private const string Code = "target-port-missing";

    [Fact]
    public void A_name_that_no_container_declares_is_an_error_with_no_endpoints_below_it()
    {
        var judged = Judged.Of(Named("webhook", "https"));
        var finding = judged.Finding(Code);

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("no container of Deployment web/hook has a port \"webhook\", which Service web/hook leads to", finding.Fault.Message);
        Assert.Contains(new Evidence("ports of the containers", "9443 (https)"), finding.Fault.Evidence);
        Assert.Equal(["no-ready-endpoints"], finding.Consequences.Select(below => below.Rule.Code));
    }

    [Fact]
    public void A_name_that_a_container_declares_is_right() => Assert.DoesNotContain(Code, Judged.Of(Named("webhook", "webhook")).Codes);

    [Fact]
    public void A_sidecar_may_declare_it() => Assert.DoesNotContain(Code, Judged.Of(Named("webhook", "https") with
    {
        PodSpec = spec =>
        {
            spec["initContainers"] = Make.PodSpec(9443, "webhook")["containers"]!.DeepClone();
            spec["initContainers"]![0]!["restartPolicy"] = "Always";
            return spec;
        },
    }).Codes);

    [Fact]
    public void A_number_needs_no_declaration() => Assert.DoesNotContain(Code, Judged.Of(Hook.Healthy with { PodSpec = _ => Make.PodSpec(1234) }).Codes);

    [Fact]
    public void Endpoints_without_the_port_are_an_error()
    {
        var fault = Judged.Of(Hook.Healthy with
        {
            Slice = _ => Make.Slice("web", "hook", 9443, "other", Make.SliceEndpoint("10.1.0.4", "hook-5d4f8c7b9-x")),
        }).Finding(Code).Fault;

        Assert.Equal("the endpoints of Service web/hook have no port for its port 443", fault.Message);
        Assert.Equal("no endpoints available for service \"hook\"", fault.ApiServerText);
    }

    // as the endpoint controller makes them: pods without the port are in no slice that has it
    private static Hook Named(string wanted, string declared) => Hook.Healthy with
    {
        Service = _ => Make.Service("web", "hook", "app=hook", 443, wanted),
        PodSpec = spec =>
        {
            spec["containers"]![0]!["ports"]![0]!["name"] = declared;
            return spec;
        },
        Slice = slice => wanted == declared ? slice : slice.With(json => json["ports"] = new System.Text.Json.Nodes.JsonArray()),
    };
}

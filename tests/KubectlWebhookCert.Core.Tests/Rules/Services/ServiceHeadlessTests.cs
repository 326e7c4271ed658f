using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Services;

public sealed class ServiceHeadlessTests
{
    private const string Code = "service-headless";

    [Fact]
    public void A_headless_service_is_an_error_in_the_api_servers_words()
    {
        var finding = Judged.Of(Of("None", "ClusterIP")).Finding(Code);

        Assert.Equal((Severity.Error, true), (finding.Severity, finding.IsReported));
        Assert.Equal("Service web/hook is headless: it has no address to call", finding.Fault.Message);
        Assert.Equal("cannot route to service with ClusterIP \"None\"", finding.Fault.ApiServerText);
    }

    [Theory]
    [InlineData("10.96.0.7", "ClusterIP")]
    [InlineData("None", "ExternalName")]
    public void Other_services_are_not(string address, string type) => Assert.DoesNotContain(Code, Judged.Of(Of(address, type)).Codes);

    private static Hook Of(string address, string type) => Hook.Healthy with
    {
        Service = service => service.With(json =>
        {
            json["spec"]!["clusterIP"] = address;
            json["spec"]!["type"] = type;
        }),
    };
}

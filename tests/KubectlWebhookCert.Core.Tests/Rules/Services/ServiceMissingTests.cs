using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Services;

/// <summary>service-missing: and where it went, if something says so.</summary>
public sealed class ServiceMissingTests
{
    private const string Code = "service-missing";

    private static readonly Hook Gone = Hook.Healthy with { Without = ["Service"] };

    [Fact]
    public void A_service_that_is_not_there_is_an_error_in_the_api_servers_words()
    {
        var finding = Judged.Of(Gone).Finding(Code);

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.True(finding.IsReported);
        Assert.Equal("Service web/hook does not exist", finding.Fault.Message);
        Assert.Equal("service \"hook\" not found", finding.Fault.ApiServerText);
        Assert.Equal("clientConfig.service", finding.Fault.Field);
    }

    [Fact]
    public void A_service_that_is_there_is_none() => Assert.DoesNotContain(Code, Judged.Of(Hook.Healthy).Codes);

    [Fact]
    public void A_service_that_may_not_be_read_is_unknown() => Assert.Contains(
        (Code, "Service web/hook could not be read"),
        Judged.Of(Hook.Healthy.Build().Refusing(ResourceTypes.Service)).Unknowns);

    [Fact]
    public void Without_its_namespace_the_configuration_is_a_leftover()
    {
        var fault = Judged.Of(Gone with { Without = ["Service", "Namespace"] }).Finding(Code).Fault;

        Assert.Equal(
            "Service web/hook does not exist, and neither does its namespace: what it belonged to was uninstalled and left this configuration behind",
            fault.Message);
        Assert.Equal("kubectl delete validatingwebhookconfiguration config", fault.Fix);
    }

    [Fact]
    public void A_service_of_a_similar_name_with_the_port_is_the_renamed_one()
    {
        var fault = Judged.Of(Gone with { Without = [], Service = _ => Make.Service("web", "hook-svc", "app=hook") }).Finding(Code).Fault;

        Assert.Equal("Service web/hook does not exist: it seems to be called hook-svc now", fault.Message);
        Assert.Equal(
            "kubectl patch validatingwebhookconfiguration config --type json -p "
            + "'[{\"op\":\"replace\",\"path\":\"/webhooks/0/clientConfig/service/name\",\"value\":\"hook-svc\"}]'",
            fault.Fix);
    }

    [Fact]
    public void A_service_that_has_only_the_port_is_not() =>
        Assert.Equal(
            "Service web/hook does not exist",
            Judged.Of(Gone with { Without = [], Service = _ => Make.Service("web", "something-else", "app=other") }).Finding(Code).Fault.Message);

    [Fact]
    public void Helms_history_shows_the_rename()
    {
        var fault = Judged.Of(Gone with
        {
            Without = [],
            Configuration = configuration => configuration.InRelease("web", "app"),
            Service = _ => Make.Service("web", "admission", "app=hook", 8443),
            And =
            [
                Rendered.Revision("web", "app", 1, "app/1.0.0", Make.Service("web", "hook", "app=hook")),
                Rendered.Revision("web", "app", 2, "app/2.0.0", Make.Service("web", "admission", "app=hook")),
            ],
        }).Finding(Code).Fault;

        Assert.Equal("Service web/hook does not exist: it seems to be called admission now", fault.Message);
        Assert.Contains(
            new Evidence("because", "Helm release web/app rendered hook until revision 1 (app-1.0.0) and renders admission since"), fault.Evidence);
    }
}

using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Served;

/// <summary>Whom to ask: every endpoint once for each name.</summary>
public sealed class ProbePlanTests
{
    [Fact]
    public void Every_endpoint_is_asked_ready_or_not_in_either_family_and_on_its_way_out() => Assert.Equal(
        [
            new ProbeRequest("hook.web.svc", "10.1.0.4", 9443, new ObjectRef("Pod", "web", "a")),
            new ProbeRequest("hook.web.svc", "10.1.0.5", 9443, new ObjectRef("Pod", "web", "b")),
            new ProbeRequest("hook.web.svc", "10.1.0.6", 9443, null),
        ],
        Of(
            Make.Validating("config", Make.Entry("v.example.com", "web/hook")),
            Make.Service("web", "hook", "app=hook"),
            Make.Slice(
                "web",
                "hook",
                9443,
                null,
                Make.SliceEndpoint("10.1.0.4", "a", ready: false),
                Make.SliceEndpoint("10.1.0.5", "b", ready: false, serving: true, terminating: true),
                Make.SliceEndpoint("10.1.0.6", null))));

    [Fact]
    public void Webhooks_of_one_service_are_asked_about_once() => Assert.Single(Of(
        Make.Validating("config", Make.Entry("a.example.com", "web/hook"), Make.Entry("b.example.com", "web/hook")),
        Make.Mutating("config", Make.Entry("c.example.com", "web/hook")),
        Make.Service("web", "hook", "app=hook"),
        Make.Slice("web", "hook", 9443, null, Make.SliceEndpoint("10.1.0.4", "a"))));

    [Fact]
    public void Two_services_of_one_pod_ask_for_two_names() => Assert.Equal(
        ["hook.web.svc", "other.web.svc"],
        Of(
            Make.Validating("config", Make.Entry("a.example.com", "web/hook"), Make.Entry("b.example.com", "web/other")),
            Make.Service("web", "hook", "app=hook"),
            Make.Service("web", "other", "app=hook"),
            Make.Slice("web", "hook", 9443, null, Make.SliceEndpoint("10.1.0.4", "a")),
            Make.Slice("web", "other", 9443, null, Make.SliceEndpoint("10.1.0.4", "a"))).Select(request => request.ServerName));

    [Fact]
    public void An_endpoint_without_a_port_for_the_service_is_not_asked() => Assert.Empty(Of(
        Make.Validating("config", Make.Entry("v.example.com", "web/hook")),
        Make.Service("web", "hook", "app=hook", portName: "https"),
        Make.Slice("web", "hook", 9443, "metrics", Make.SliceEndpoint("10.1.0.4", "a"))));

    [Fact]
    public void An_aggregated_api_that_is_not_verified_is_asked_too() => Assert.Single(Of(
        Make.ApiService("v1", "metrics.example.com", "web/hook").With(json => json["spec"]!["insecureSkipTLSVerify"] = true),
        Make.Service("web", "hook", "app=hook"),
        Make.Slice("web", "hook", 9443, null, Make.SliceEndpoint("10.1.0.4", "a"))));

    [Theory]
    [InlineData("https://hooks.example.com/admit", "hooks.example.com", 443)]
    [InlineData("https://hooks.example.com:8443/admit", "hooks.example.com", 8443)]
    [InlineData("https://[fd00::4]:8443/", "fd00::4", 8443)]
    public void A_url_is_asked_at_its_host(string written, string host, int port) => Assert.Equal(
        [new ProbeRequest(host, host, port, null, IsUrl: true)], Of(Make.Validating("config", Make.EntryByUrl("v.example.com", written))));

    [Fact]
    public void A_url_that_cannot_be_read_is_not_asked() => Assert.Empty(Of(Make.Validating("config", Make.EntryByUrl("v.example.com", "hooks"))));

    private static IReadOnlyCollection<ProbeRequest> Of(params Manifest[] manifests) =>
        ProbePlan.Of(new FakeCluster(manifests).Inspect(new Target.Everything()));
}

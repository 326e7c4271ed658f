using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Services;

/// <summary>no-ready-endpoints: and why nobody is ready.</summary>
public sealed class NoReadyEndpointsTests
{
    private const string Code = "no-ready-endpoints";

    private static Hook NotReady => Endpoints(Make.SliceEndpoint("10.1.0.4", "hook-5d4f8c7b9-x", ready: false));

    // a Deployment, and none of its pods
    private static readonly Hook NoPod = Hook.Healthy with { Without = ["Pod", "EndpointSlice"] };

    [Fact]
    public void Pods_that_are_not_ready_are_an_error_in_the_api_servers_words()
    {
        var finding = Judged.Of(NotReady).Finding(Code);

        Assert.Equal((Severity.Error, true), (finding.Severity, finding.IsReported));
        Assert.Equal("the pod behind Service web/hook is not ready: not ready", finding.Fault.Message);
        Assert.Equal("no endpoints available for service \"hook\"", finding.Fault.ApiServerText);
        Assert.Equal("kubectl describe pod hook-5d4f8c7b9-x -n web", finding.Fault.Fix);
    }

    [Fact]
    public void One_ready_endpoint_is_enough() => Assert.DoesNotContain(
        Code,
        Judged.Of(Endpoints(
            Make.SliceEndpoint("10.1.0.4", "hook-5d4f8c7b9-x", ready: false),
            Make.SliceEndpoint("10.1.0.5", "hook-5d4f8c7b9-y"))).Codes);

    [Fact]
    public void A_waiting_container_says_why()
    {
        var status = new JsonObject
        {
            ["containerStatuses"] = new JsonArray(JsonNode.Parse("""
                {"state":{"waiting":{"reason":"CrashLoopBackOff","message":"back-off 5m0s"}},"lastState":{"terminated":{"exitCode":2}}}
                """)),
        };

        var pod = Make.DeploymentPod("web", "hook", "app=hook", Make.PodSpec()).With(json => json["status"] = status);

        Assert.Equal("CrashLoopBackOff (back-off 5m0s), last exit code 2", PodStates.Of(pod.Build()));
    }

    [Fact]
    public void Where_the_only_pods_are_on_their_way_out_it_is_a_warning()
    {
        var finding = Judged.Of(Endpoints(Make.SliceEndpoint("10.1.0.4", "hook-5d4f8c7b9-x", ready: false, serving: true, terminating: true))).Finding(Code);

        Assert.Equal((Severity.Warning, null), (finding.Severity, finding.Fault.ApiServerText));
    }

    [Fact]
    public void A_selector_that_matches_nothing_is_named()
    {
        var fault = Judged.Of(NoPod with { Without = ["Pod", "EndpointSlice", "Deployment"] }).Finding(Code).Fault;

        Assert.Equal("no pod has the labels that Service web/hook selects: app=hook", fault.Message);
        Assert.Equal("spec.selector", fault.Field);
    }

    [Fact]
    public void A_workload_scaled_to_nothing_is_named() => Assert.Equal(
        "Deployment web/hook behind Service web/hook is scaled to 0",
        Judged.Of(NoPod with { Deployment = made => made.With(json => json["spec"]!["replicas"] = 0) }).Finding(Code).Fault.Message);

    [Fact]
    public void A_workload_that_cannot_make_pods_says_why()
    {
        var failure = JsonNode.Parse("""{"conditions":[{"type":"ReplicaFailure","status":"True","message":"failed calling webhook"}]}""");
        var fault = Judged.Of(NoPod with { Deployment = made => made.With(json => json["status"] = failure!.DeepClone()) }).Finding(Code).Fault;

        Assert.Equal("Deployment web/hook behind Service web/hook has no pod", fault.Message);
        Assert.Contains(new Evidence("condition", "ReplicaFailure: failed calling webhook"), fault.Evidence);
    }

    [Fact]
    public void It_hangs_under_the_secret_that_the_pods_wait_for()
    {
        var judged = Judged.Of(NotReady with { Without = ["Secret"] });

        Assert.Equal("secret-missing", judged.Result.Subjects[0].Findings[0].Rule.Code);
        Assert.Contains(judged.Result.Subjects[0].Findings[0].Consequences, finding => finding.Rule.Code == Code);
    }

    [Fact]
    public void Endpoints_that_may_not_be_read_are_unknown() => Assert.Contains(
        (Code, "the endpoints of Service web/hook could not be read"),
        Judged.Of(Hook.Healthy.Build().Refusing(ResourceTypes.EndpointSlice).Refusing(ResourceTypes.Endpoints)).Unknowns);

    private static Hook Endpoints(params JsonObject[] endpoints) =>
        Hook.Healthy with { Slice = _ => Make.Slice("web", "hook", 9443, null, endpoints) };
}

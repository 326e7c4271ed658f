using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Served;

/// <summary>endpoint-unreachable: a ready endpoint does not answer.</summary>
public sealed class EndpointUnreachableTests
{
    private const string Code = "endpoint-unreachable";

    private static readonly Hook Two = Serving.Replicas(Hook.Healthy);
    private static readonly Issued Stored = Hook.Healthy.StoredLeaf;

    [Fact]
    public void Where_none_answers_every_call_fails()
    {
        var finding = Serving.Judge(Two, Serving.Unreachable, Serving.Unreachable).Finding(Code);

        Assert.Equal((Severity.Error, true), (finding.Severity, finding.IsReported));
        Assert.Equal("none of the 2 ready endpoints of Service web/hook answers: connection refused", finding.Fault.Message);
        Assert.Equal("dial tcp 10.1.0.4:9443: connect: connection refused", finding.Fault.ApiServerText);
        Assert.Contains(new Evidence("does not answer", "10.1.0.5:9443 (pod hook-5d4f8c7b9-y): connection refused"), finding.Fault.Evidence);
    }

    [Fact]
    public void The_api_server_dials_the_services_own_address() => Assert.Equal(
        "dial tcp 10.96.0.7:443: connect: connection refused",
        Serving.Judge(
            Two with { Service = service => service.With(json => json["spec"]!["clusterIP"] = "10.96.0.7") }, Serving.Unreachable, Serving.Unreachable)
            .Finding(Code).Fault.ApiServerText);

    [Fact]
    public void Where_one_answers_calls_fail_now_and_then()
    {
        var finding = Serving.Judge(Two, Serving.Unreachable, Serving.Presents(Stored)).Finding(Code);

        Assert.Equal((Severity.Error, true), (finding.Severity, finding.IsReported));
        Assert.Equal("1 of 2 ready endpoints of Service web/hook does not answer: connection refused", finding.Fault.Message);
    }

    [Theory]
    [InlineData(ProbeWay.PortForward, Severity.Error)]
    [InlineData(ProbeWay.Direct, Severity.Warning)] // a network policy may keep us out, and let the API server in
    public void Silence_is_certain_only_from_beside_the_pod(ProbeWay way, Severity expected) => Assert.Equal(
        expected, Serving.Judge(Two.Build(), _ => new ProbeAnswer.Unreachable("no answer within 5s"), way).Finding(Code).Severity);

    [Fact]
    public void One_that_is_not_ready_need_not_answer() => Assert.DoesNotContain(
        Code, Serving.Judge(Serving.Replicas(Hook.Healthy, secondIsReady: false), Serving.Presents(Stored), Serving.Unreachable).Codes);

    [Fact]
    public void One_that_could_not_be_asked_is_not_unreachable()
    {
        var judged = Serving.Judge(Two, Serving.Unasked, Serving.Unasked);

        Assert.DoesNotContain(Code, judged.Codes);
        Assert.Contains(Code, judged.Unknowns.Select(unknown => unknown.Code));
    }

    [Theory]
    [InlineData("""{"tcpSocket":{"port":9443} }""", ProbeWay.PortForward, false)]
    [InlineData("""{"httpGet":{"port":"hooks","path":"/healthz"} }""", ProbeWay.PortForward, false)]
    [InlineData("""{"tcpSocket":{"port":8081} }""", ProbeWay.PortForward, true)] // of another port it says nothing
    [InlineData("""{"tcpSocket":{"port":9443,"host":"10.9.9.9"} }""", ProbeWay.PortForward, true)]
    [InlineData("""{"exec":{"command":["true"]} }""", ProbeWay.PortForward, true)]
    [InlineData("""{"tcpSocket":{"port":9443} }""", ProbeWay.Direct, true)]
    public void One_that_its_kubelet_reaches_by_the_pods_address_is_not_blamed_for_the_port_forward(string probe, ProbeWay way, bool isBlamed)
    {
        var pod = Make.DeploymentPod("web", "hook", "app=hook", Make.PodSpec(portName: "hooks").Mount("/certs", Make.SecretVolume("hook-tls")), "x")
            .With(json => json["spec"]!["containers"]![0]!["readinessProbe"] = System.Text.Json.Nodes.JsonNode.Parse(probe));
        var hook = Hook.Healthy with
        {
            Without = ["Pod"],
            Slice = _ => Make.Slice("web", "hook", 9443, null, Make.SliceEndpoint("10.1.0.4", Serving.First)),
            Pods = [pod],
        };

        var judged = Serving.Judge(hook.Build(), _ => Serving.Unreachable, way);

        Assert.Equal(isBlamed, judged.Codes.Contains(Code));
        Assert.Equal(!isBlamed, judged.Unknowns.Any(unknown => unknown.Code == Code));
    }

    [Fact]
    public void The_host_of_a_url_may_be_reached_from_elsewhere() => Assert.Equal(
        (Severity.Warning, "hooks.example.com:443 does not answer: no such host"),
        Serving.Judge(
            new FakeCluster(Make.Validating("config", Make.EntryByUrl("v.example.com", "https://hooks.example.com/"))),
            _ => new ProbeAnswer.Unreachable("no such host"),
            ProbeWay.Direct).Finding(Code) is var finding ? (finding.Severity, finding.Fault.Message) : default);
}

using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Tests.Fixtures;

/// <summary>What endpoints answer, made by hand; and <see cref="Hook"/> with two replicas: pods <c>hook-5d4f8c7b9-x</c> and <c>-y</c>.</summary>
internal static class Serving
{
    public const string First = "hook-5d4f8c7b9-x";
    public const string Second = "hook-5d4f8c7b9-y";

    public static readonly ProbeAnswer Unreachable = new ProbeAnswer.Unreachable("connection refused");
    public static readonly ProbeAnswer Unasked = new ProbeAnswer.NotAsked("no permission to create pods/portforward in namespace web");

    /// <summary>A server that presents these certificates, the leaf first.</summary>
    public static ProbeAnswer.Presented Presents(params Issued[] chain) => new(
        [.. chain.Select(issued => issued.Certificate)],
        [.. chain.Select(issued => new PresentedCertificate(issued.Certificate.Raw))],
        "TLS 1.3",
        AsksClientCertificate: false);

    /// <summary>Everybody is asked, and answers.</summary>
    public static ServedCertificates Of(Inventory inventory, Func<ProbeRequest, ProbeAnswer> answer, ProbeWay way = ProbeWay.PortForward) =>
        new(ProbePlan.Of(inventory).Select(request =>
            answer(request) is var given && given is ProbeAnswer.NotAsked ? new ProbedEndpoint(request, null, given) : new ProbedEndpoint(request, way, given)));

    /// <summary>What the rules say where every endpoint answers.</summary>
    public static Judged Judge(
        FakeCluster cluster, Func<ProbeRequest, ProbeAnswer> answer, ProbeWay way = ProbeWay.PortForward, DateTimeOffset? at = null)
    {
        var reading = DiscoveryOptions.None with { ForRules = true };
        var snapshot = cluster.Gather(new Target.Everything(), reading);
        var inventory = InventoryBuilder.Build(snapshot, new Target.Everything(), reading);
        var options = new ValidationOptions(at ?? Judged.Now, ApiServerVersion.Newest);
        return new Judged(Validator.Validate(snapshot, inventory, [], Of(inventory, answer, way), options));
    }

    /// <summary>The same of a hook; both pods by name.</summary>
    public static Judged Judge(Hook hook, ProbeAnswer first, ProbeAnswer second) =>
        Judge(hook.Build(), request => request.Pod?.Name == Second ? second : first);

    /// <summary>
    /// Two replicas that mount the Secret, started on 1 May; its data was written on 30 May, two days ago.
    /// </summary>
    public static Hook Replicas(Hook hook, string written = "2026-05-30T10:00:00Z", string? subPath = null, bool? secondIsReady = true) => hook with
    {
        Without = ["Pod"],
        Slice = _ => Make.Slice(
            "web", "hook", 9443, null, Make.SliceEndpoint("10.1.0.4", First), Make.SliceEndpoint("10.1.0.5", Second, secondIsReady)),
        Secret = secret => secret.WrittenBy("helm", written, """{"f:data":{"f:tls.crt":{},"f:tls.key":{} } }"""),
        Pods = [Pod("x", subPath), Pod("y", subPath)],
    };

    /// <summary>A leaf of the hook's CA that ended yesterday.</summary>
    public static Issued Expired(Hook hook) => hook.Ca.Leaf("CN=hook", 3, 9, Judged.Now.AddDays(-1), Hook.ServerName);

    /// <summary>Another leaf of the hook's CA that is valid.</summary>
    public static Issued Other(Hook hook) => hook.Ca.Leaf("CN=hook", 3, 8, Judged.Now.AddYears(1), Hook.ServerName);

    /// <summary>A tree of codes: <c>cause[consequence]</c>.</summary>
    public static string Tree(Judged judged) => Tree(Assert.Single(judged.Result.Subjects).Findings);

    private static string Tree(IEnumerable<Finding> findings) => string.Join(' ', findings.Select(finding =>
        finding.Rule.Code + (finding.Consequences.Count == 0 ? string.Empty : $"[{Tree(finding.Consequences)}]")));

    private static Manifest Pod(string suffix, string? subPath) => Make
        .DeploymentPod("web", "hook", "app=hook", Make.PodSpec().Mount("/certs", Make.SecretVolume("hook-tls"), subPath), suffix)
        .With(json => json["status"] = new System.Text.Json.Nodes.JsonObject { ["startTime"] = "2026-05-01T10:00:00Z" });
}

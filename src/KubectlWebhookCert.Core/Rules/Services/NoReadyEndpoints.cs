using System.Globalization;
using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules.Services;

/// <summary>no-ready-endpoints: nobody answers behind the Service.</summary>
internal static class NoReadyEndpoints
{
    private const string BlocksItself = "webhook-blocks-itself";

    // without its certificate a server does not start
    private static readonly ValueList<string> WhyPodsFail =
    [
        "target-port-missing", "secret-missing", "secret-emptied", "key-mismatch", "key-unreadable", "certificate-unreadable",
    ];

    public static readonly Rule Rule = new(
        "no-ready-endpoints",
        Severity.Error,
        RuleGroup.Service,
        "nobody answers behind the Service",
        "The Service has no endpoint that is ready: its selector matches no pod, its pods are not ready, or the target port leads nowhere. The API "
        + "server then says \"no endpoints available for service\" or, where it calls the Service's address, \"connection refused\". Pods that wait for a "
        + "missing or unreadable certificate are a common reason; so is a webhook that refuses its own pods.",
        [
            "see the pods and why they are not ready: kubectl get pods -n NAMESPACE -l SELECTOR, kubectl describe pod NAME -n NAMESPACE",
            "compare the Service's selector with the pods' labels: kubectl get service NAME -n NAMESPACE -o wide",
            "if the cluster is stuck, delete the configuration until the pods run: kubectl delete TYPE NAME; whoever installed it creates it again",
        ])
    {
        CausedBy = [.. WhyPodsFail, BlocksItself],
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfService((service, call) =>
    {
        var known = facts.Webhook.Service!;
        if (ServiceText.IsExternalName(service))
        {
            return Verdict.DoesNotApply;
        }

        var hasPort = service.Port(call.Port) is not null;
        var ready = known.Endpoints.Where(endpoint => endpoint.Ready).ToArray();
        return known.EndpointsPresence switch
        {
            _ when Array.Exists(ready, endpoint => endpoint.Port is not null || !hasPort) => Verdict.Passed,
            Presence.Unknown => new Verdict.CannotTell($"the endpoints of {known.Ref} could not be read"),
            Presence.Missing when !service.Resource!.IsFromCluster => new Verdict.CannotTell($"the endpoints of {known.Ref} are not among the files"),
            _ => Verdict.Of(Explained(facts, service, ready.Length > 0)),
        };
    });

    private static Fault Explained(WebhookFacts facts, ServiceView service, bool lacksPort)
    {
        var named = ServiceText.Ref(service);

        // kube-proxy goes to pods on their way out where there are no others
        var terminating = facts.Webhook.Service!.Endpoints.Any(endpoint => endpoint is { Serving: true, Terminating: true });
        return Why(facts, service, named, lacksPort) with
        {
            Severity = terminating ? Severity.Warning : null,
            Where = named,
            ApiServerText = terminating ? null : $"no endpoints available for service \"{service.Name}\"",
        };
    }

    private static Fault Why(WebhookFacts facts, ServiceView service, ObjectRef named, bool lacksPort)
    {
        KubernetesObject[] pods = [.. service.Pods.Where(pod => !PodStates.IsOver(pod))];
        if (lacksPort)
        {
            return new Fault($"the endpoints of {named} do not have the port that it is called on") { CausedBy = ["target-port-missing"] };
        }

        if (pods.Length > 0)
        {
            var subject = pods.Length == 1
                ? $"the pod behind {named} is not ready"
                : string.Create(CultureInfo.InvariantCulture, $"none of the {pods.Length} pods behind {named} is ready");
            return new Fault($"{subject}: {PodStates.Of(pods[0])}")
            {
                CausedBy = WhyPodsFail,
                Evidence = [.. PodStates.Of(pods)],
                Fix = $"kubectl describe pod {pods[0].Name} -n {service.Namespace}",
            };
        }

        if (LabelMatch.Text(service.Selector) is not { } selector)
        {
            return new Fault($"{named} has no selector, and nobody gave it endpoints")
            {
                CausedBy = [],
                Field = "spec.selector",
                Fix = $"kubectl edit service {service.Name} -n {service.Namespace}: give it a selector, or create its EndpointSlice",
            };
        }

        var refused = facts.Snapshot.RefusalOf(new ObjectRequest.Many(ResourceTypes.Pod, service.Namespace, selector)) is not null;
        return refused || service.PodNames.Any()
            ? new Fault($"no endpoint of {named} is ready") { Fix = $"kubectl get pods -n {service.Namespace} -l {selector}" }
            : OfWorkload(service, named, selector);
    }

    // no pod: nobody makes any, or nobody lets them be made
    private static Fault OfWorkload(ServiceView service, ObjectRef named, string selector)
    {
        if (service.Backends is not [{ Resource: var workload }, ..])
        {
            return new Fault($"no pod has the labels that {named} selects: {selector}")
            {
                CausedBy = [],
                Field = "spec.selector",
                Evidence = [new("selector", selector)],
                Fix = $"kubectl get pods -n {service.Namespace} --show-labels, then mend the selector: kubectl edit service {service.Name} -n {service.Namespace}",
            };
        }

        if (workload.Json.Number("spec", "replicas") == 0)
        {
            return new Fault($"{workload.Ref} behind {named} is scaled to 0")
            {
                CausedBy = [],
                Fix = $"kubectl scale {KubectlName(workload)} -n {service.Namespace} --replicas 1",
            };
        }

        return new Fault($"{workload.Ref} behind {named} has no pod")
        {
            CausedBy = [BlocksItself],
            Evidence = [.. Failures(workload)],
            Fix = $"kubectl describe {KubectlName(workload)} -n {service.Namespace}",
        };
    }

    private static IEnumerable<Evidence> Failures(KubernetesObject workload) =>
        from condition in workload.Json.Items("status", "conditions")
        where IsFailure(condition) && condition.Text("message") is not null
        select new Evidence("condition", $"{condition.Text("type")}: {condition.Text("message")}");

    private static bool IsFailure(JsonElement condition) =>
        (condition.Text("type"), condition.Text("status")) is ("ReplicaFailure", "True") or ("Available", "False");

    private static string KubectlName(KubernetesObject workload) => $"{workload.Kind.ToLowerInvariant()} {workload.Name}";
}

using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules.Services;

/// <summary>target-port-missing: the Service's target port leads to no port of its pods.</summary>
internal static class TargetPortMissing
{
    public static readonly Rule Rule = new(
        "target-port-missing",
        Severity.Error,
        RuleGroup.Service,
        "the Service's target port is no port of its pods",
        "A target port that is a name stands for the container port of that name. Where no container of the selected pods declares one, the pods "
        + "become no endpoints of this port, however ready they are, and the API server finds nobody to call. It comes about when a chart renames the "
        + "port in one of the two places, or when the selector selects other pods than it should.",
        [
            "compare the names: kubectl get service NAME -n NAMESPACE -o jsonpath={.spec.ports}, kubectl get pods -n NAMESPACE -l SELECTOR -o jsonpath={..ports}",
            "name the container's port in the Service's targetPort, by its name or its number",
        ])
    {
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfService((service, call) =>
        ServiceText.IsExternalName(service) || service.Port(call.Port) is not { } port ? Verdict.DoesNotApply
        : Judge(facts, service, port));

    private static Verdict Judge(WebhookFacts facts, ServiceView service, JsonElement port)
    {
        var endpoints = facts.Webhook.Service!.Endpoints;
        if (endpoints.Any(endpoint => endpoint.Port is not null))
        {
            return Verdict.Passed;
        }

        if (port.Text("targetPort") is not { } name)
        {
            return endpoints.Count == 0 ? Verdict.Passed : Verdict.Of(WithoutPort(service, port));
        }

        return service.Backends switch
        {
            { Count: 0 } when endpoints.Count > 0 => Verdict.Of(WithoutPort(service, port)),
            { Count: 0 } when LabelMatch.Text(service.Selector) is null => Verdict.DoesNotApply,
            { Count: 0 } => new Verdict.CannotTell($"which pods serve {ServiceText.Ref(service)} is not known"),
            var backends when backends.Any(backend => Ports(backend.Spec).Any(declared => declared.Text("name") == name && IsTcp(declared))) =>
                Verdict.Passed,
            var backends => Verdict.Of(Undeclared(service, name, backends[0])),
        };
    }

    private static Fault Undeclared(ServiceView service, string name, Backend backend)
    {
        JsonElement[] declared = [.. Ports(backend.Spec).Where(IsTcp)];
        var ports = declared.Length == 0
            ? "none"
            : string.Join(", ", declared.Select(port => ServiceText.ContainerPort(port)));
        return Fault(service, $"no container of {backend.Workload} has a port \"{name}\", which {ServiceText.Ref(service)} leads to") with
        {
            Evidence = [new("targetPort", name), new("ports of the containers", ports)],
            Fix = $"kubectl edit service {service.Name} -n {service.Namespace}: set targetPort to one of: {ports}",
        };
    }

    private static Fault WithoutPort(ServiceView service, JsonElement port) =>
        Fault(service, $"the endpoints of {ServiceText.Ref(service)} have no port for its port {ServiceText.Port(port)}") with
        {
            Evidence = [new("port", ServiceText.Port(port))],
            Fix = $"kubectl get endpointslices -n {service.Namespace} -l {ServiceView.ServiceNameLabel}={service.Name} -o yaml: "
                + "its ports must have the names of the Service's ports",
        };

    private static Fault Fault(ServiceView service, string message) => new(message)
    {
        Where = ServiceText.Ref(service),
        Field = "spec.ports",
        ApiServerText = $"no endpoints available for service \"{service.Name}\"",
    };

    // sidecars are init containers that stay
    private static IEnumerable<JsonElement> Ports(JsonElement podSpec) => podSpec.Items("containers")
        .Concat(podSpec.Items("initContainers").Where(container => container.Text("restartPolicy") == "Always"))
        .SelectMany(container => container.Items("ports"));

    private static bool IsTcp(JsonElement port) => port.Text("protocol") is null or "TCP";
}

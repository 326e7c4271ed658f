using System.Globalization;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules.Services;

// kubernetes/apiserver, pkg/util/proxy: findServicePort looks for the number alone

/// <summary>service-port-missing: the Service has no port of the number that the webhook names.</summary>
internal static class ServicePortMissing
{
    public static readonly Rule Rule = new(
        "service-port-missing",
        Severity.Error,
        RuleGroup.Service,
        "the Service does not have the port that the webhook is called on",
        "The configuration names a port of the Service, 443 where it names none, and the Service has no such port. It is the Service's own port "
        + "that counts, neither the container's nor the target port. It comes about when a chart moves the port (Spark Operator 2 listens on 9443) and "
        + "the configuration is older or made by hand.",
        [
            "see the Service's ports: kubectl get service NAME -n NAMESPACE",
            "name one of them in the configuration's clientConfig.service.port, or add the port to the Service",
        ])
    {
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfService((service, call) =>
        ServiceText.IsExternalName(service) ? Verdict.DoesNotApply
        : service.Port(call.Port) is not null ? Verdict.Passed
        : Verdict.Of(Fault(facts, service, call)));

    private static Fault Fault(WebhookFacts facts, ServiceView service, WebhookCall.ByService call)
    {
        System.Text.Json.JsonElement[] ports = [.. service.Resource!.Json.Items("spec", "ports")];
        var number = call.Port.ToString(CultureInfo.InvariantCulture);
        var known = ports.Length == 0 ? "none" : string.Join(", ", ports.Select(ServiceText.Port));
        var isOtherProtocol = Array.Exists(ports, port => port.Number("port") == call.Port);
        string[] candidates =
        [
            .. ports.Where(port => port.Text("protocol") is null or "TCP")
                .Select(port => port.Number("port")?.ToString(CultureInfo.InvariantCulture))
                .OfType<string>(),
        ];
        return new Fault(isOtherProtocol
            ? $"port {number} of {ServiceText.Ref(service)} is not TCP"
            : $"{ServiceText.Ref(service)} has no port {number}")
        {
            Field = $"{facts.ServiceField}.port",
            Evidence = [new("called", call.Address), new("ports of the Service", known)],
            ApiServerText = isOtherProtocol ? null : $"no service port {number} found for service \"{service.Name}\"",
            Fix = candidates is [var only]
                ? $"kubectl patch {facts.Configuration.Type.Singular} {facts.Configuration.Resource.Name} --type json -p "
                    + $"'[{{\"op\":\"add\",\"path\":\"{facts.ServicePointer}/port\",\"value\":{only}}}]'"
                : $"kubectl edit service {service.Name} -n {service.Namespace}: add port {number}, or name another in {facts.TargetText}",
        };
    }
}

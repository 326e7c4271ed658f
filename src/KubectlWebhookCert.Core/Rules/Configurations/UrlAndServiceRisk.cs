using System.Net;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules.Configurations;

/// <summary>url-and-service-risk: a webhook that is called by URL where a Service would do, or where the URL itself is a risk.</summary>
internal static class UrlAndServiceRisk
{
    public static readonly Rule Rule = new(
        "url-and-service-risk",
        Severity.Warning,
        RuleGroup.Configuration,
        "the webhook is called by URL",
        "A URL is resolved and reached from the API server's own network, not from the cluster's. Names of Services are mostly not known there, an "
        + "address must stand in the certificate as an address and changes when the server moves, and localhost is another server on every control "
        + "plane node. Which certificate answers cannot be seen in the cluster. The API server takes https only.",
        [
            "for a server that runs in the cluster, name its Service: clientConfig.service in place of clientConfig.url",
            "for one outside, use a DNS name that the control plane resolves and that stands in the certificate",
        ])
    {
        Source = "https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#url",
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.Webhook.Calls switch
    {
        WebhookCall.ByUrl { Address.Length: > 0 } call => Verdict.Of(Judge(facts, call)),
        _ => Verdict.DoesNotApply,
    };

    private static Fault Judge(WebhookFacts facts, WebhookCall.ByUrl call) => Risk(facts, call) is { } risk
        ? new Fault($"{call.Address}: {risk.Message}") { Field = "clientConfig.url", Fix = risk.Fix }
        : new Fault($"called by URL {call.Address}: which certificate answers cannot be seen in the cluster")
        {
            Severity = Severity.Info,
            Field = "clientConfig.url",
        };

    private static (string Message, string Fix)? Risk(WebhookFacts facts, WebhookCall.ByUrl call)
    {
        var host = call.ServerName.TrimEnd('.');
        if (!call.Address.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
        {
            return ("the API server takes https only", $"write an https URL in {facts.TargetText}");
        }

        if (ServiceOf(facts.Snapshot, host) is { } service)
        {
            return (
                $"the API server resolves the name of {service} outside the cluster's DNS, where it is mostly not known",
                $"name {service} in clientConfig.service of {facts.TargetText}");
        }

        return IPAddress.TryParse(host, out _) || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            ? ("an address is another server when the server moves, and must stand in its certificate",
                $"use a DNS name in {facts.TargetText}, or clientConfig.service for a server in the cluster")
            : null;
    }

    // hook.web.svc and longer by their form; hook.web only where there is such a Service
    private static ObjectRef? ServiceOf(ClusterSnapshot snapshot, string host) => host.Split('.') switch
    {
        [var name, var namespaceName, "svc", ..] => new ObjectRef(ResourceTypes.Service.Kind, namespaceName, name),
        [var name, var namespaceName] => snapshot.Find(ResourceTypes.Service, namespaceName, name)?.Ref,
        _ => null,
    };
}

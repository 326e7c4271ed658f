using System.Globalization;
using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules.Services;

/// <summary>webhook-blocks-itself: the pods that serve the webhook cannot be made without it.</summary>
internal static class WebhookBlocksItself
{
    private const string NamespaceName = "kubernetes.io/metadata.name"; // the API server sets it on every namespace

    public static readonly Rule Rule = new(
        "webhook-blocks-itself",
        Severity.Warning,
        RuleGroup.Service,
        "the pods that serve the webhook cannot be created while it does not answer",
        "The webhook is asked before a pod is created, its failurePolicy is Fail, and neither its namespaceSelector nor its objectSelector leaves out "
        + "the very pods that serve it. While one of them runs nobody notices. Once none does, after a node failure, an upgrade or a new certificate, "
        + "the API server refuses the pods that would mend it. Webhook configurations themselves are never put before a webhook, so they can always be changed.",
        [
            "leave the webhook's own namespace out of its namespaceSelector: kubernetes.io/metadata.name NotIn [NAMESPACE]",
            "if the cluster is stuck, delete the configuration until the pods run: kubectl delete TYPE NAME; whoever installed it creates it again",
        ])
    {
        Source = "Kubernetes documentation, \"Admission Webhook Good Practices\"",
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) =>
        facts.Webhook.FailurePolicy == "Fail" && PodCreation.Entry(facts) is { } entry && PodCreation.IsCovered(entry)
            ? facts.OfService((service, _) => Judge(facts, service, entry))
            : Verdict.DoesNotApply;

    private static Verdict Judge(WebhookFacts facts, ServiceView service, JsonElement entry)
    {
        if (LabelMatch.Text(service.Selector) is null || ServiceText.IsExternalName(service))
        {
            return Verdict.DoesNotApply; // served from elsewhere
        }

        if (service.Backends.Count == 0)
        {
            return new Verdict.CannotTell($"which pods serve {ServiceText.Ref(service)} is not known");
        }

        var blocked = service.Backends.FirstOrDefault(backend => LabelSelector.Selects(entry.At("objectSelector"), label => backend.Labels?.Text(label)));
        if (blocked is null)
        {
            return Verdict.Passed;
        }

        var namespaced = facts.Snapshot.Find(ResourceTypes.Namespace, null, service.Namespace);
        var selector = entry.At("namespaceSelector");
        if (namespaced is null && LabelSelector.Keys(selector).Any(key => key != NamespaceName))
        {
            return new Verdict.CannotTell(
                $"the labels of namespace {service.Namespace} {(facts.IsFromCluster ? "could not be read" : "are not among the files")}");
        }

        if (!LabelSelector.Selects(selector, label => label == NamespaceName ? service.Namespace : namespaced?.Label(label)))
        {
            return Verdict.Passed;
        }

        return entry.Items("matchConditions").Any()
            ? new Verdict.CannotTell("the webhook's matchConditions decide whether it is asked about its own pods")
            : Verdict.Of(Fault(facts, service, blocked, selector));
    }

    private static Fault Fault(WebhookFacts facts, ServiceView service, Backend blocked, JsonElement? selector)
    {
        var isStuck = IsStuck(facts, service);
        var exception = $"{{\"key\":\"{NamespaceName}\",\"operator\":\"NotIn\",\"values\":[\"{service.Namespace}\"]}}";
        var path = string.Create(CultureInfo.InvariantCulture, $"/webhooks/{facts.Webhook.Index}/namespaceSelector");
        var (where, value) = selector switch
        {
            null => (path, $"{{\"matchExpressions\":[{exception}]}}"),
            { } given when given.At("matchExpressions") is null => ($"{path}/matchExpressions", $"[{exception}]"),
            _ => ($"{path}/matchExpressions/-", exception),
        };
        return new Fault(isStuck
            ? $"the webhook refuses the pods of {blocked.Workload}, which serve it: nothing answers, and nothing can be started"
            : $"the webhook covers the pods of {blocked.Workload}, which serve it: once none of them runs, none can be started")
        {
            Severity = isStuck ? Severity.Error : null,
            Field = "namespaceSelector",
            Evidence =
            [
                new("failurePolicy", "Fail"),
                new("namespaceSelector", LabelSelector.Keys(selector).Any() ? $"selects namespace {service.Namespace}" : "none: every namespace"),
                new("pods", $"{blocked.Workload} in namespace {service.Namespace}"),
            ],
            Fix = $"kubectl patch {facts.Configuration.Type.Singular} {facts.Configuration.Resource.Name} --type json -p "
                + $"'[{{\"op\":\"add\",\"path\":\"{where}\",\"value\":{value}}}]'",
        };
    }

    // pods that are there, ready or not, were let in
    private static bool IsStuck(WebhookFacts facts, ServiceView service) =>
        service.Resource!.IsFromCluster
        && service.Pods.Count == 0
        && !service.PodNames.Any()
        && facts.Webhook.Service is { EndpointsPresence: not Presence.Unknown, HasReadyEndpoint: false }
        && service.Backends.Any(backend => backend.Resource.Json.Number("spec", "replicas") is not 0);
}

using KubectlWebhookCert.Core.Keepers;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules.Configurations;

/// <summary>configuration-shared: several installations write one cluster-scoped configuration, each its own Service and CA.</summary>
internal static class ConfigurationShared
{
    public static readonly Rule Rule = new(
        "configuration-shared",
        Severity.Warning,
        RuleGroup.Configuration,
        "several installations register one webhook configuration",
        "A webhook configuration belongs to the whole cluster. Where two releases of an operator, in two namespaces, use one name for it, each writes "
        + "its own Service, CA bundle and selectors into it, and the last one to start wins: the other's webhook is not called, or is called with the "
        + "wrong CA. Uninstalling one takes the configuration away from the other.",
        [
            "give each release a configuration name of its own; Spark Operator: the chart's value fullnameOverride, or its flag -webhook-config-name",
            "or run one installation for all namespaces",
            "then restart the operators, so that each registers its own: kubectl rollout restart deployment/NAME -n NAMESPACE",
        ])
    {
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts)
    {
        if (facts.Configuration.Type == ResourceTypes.ApiService)
        {
            return Verdict.DoesNotApply;
        }

        return (ByDeployments(facts) ?? ByEntries(facts) ?? ByReleases(facts)) is { } fault ? Verdict.Of(fault)
            : AreDeploymentsHidden(facts) ? new Verdict.CannotTell("Deployments of all namespaces could not be read")
            : Verdict.Passed;
    }

    private static Fault? ByDeployments(WebhookFacts facts)
    {
        var telling = ConfigurationNaming.Of(facts.Snapshot, facts.Configuration.Resource.Name, facts.Webhook.Owner.Code).ToList();
        return telling.Select(told => told.Deployment.Namespace).Distinct().Count() > 1
            ? Shared(facts, telling.Select(told => told.Deployment.Ref), telling.Select(told => told.How))
            : null;
    }

    // a selector of its own for each namespace is how one installation serves many tenants
    private static Fault? ByEntries(WebhookFacts facts)
    {
        var resource = facts.Configuration.Resource;
        var selector = AdmissionCall.NamespaceSelector(resource, facts.Webhook.Index);
        var alike = WebhookEntryReader.Read(facts.Configuration.Type, resource)
            .Where(entry => entry.Calls is WebhookCall.ByService call && facts.Webhook.Calls is WebhookCall.ByService mine && call.Name == mine.Name)
            .Where(entry => AdmissionCall.NamespaceSelector(resource, entry.Index) is var other
                && (other == selector || other.Length == 0 || selector.Length == 0))
            .DistinctBy(entry => ((WebhookCall.ByService)entry.Calls).Namespace)
            .OrderBy(entry => ((WebhookCall.ByService)entry.Calls).Namespace, StringComparer.Ordinal)
            .ToList();
        return alike.Count > 1
            ? Shared(
                facts,
                alike.Select(entry => (WebhookCall.ByService)entry.Calls)
                    .Select(call => new ObjectRef(ResourceTypes.Service.Kind, call.Namespace, call.Name)),
                alike.Select(entry => $"called by webhook {entry.Name}"))
            : null;
    }

    // a definition is often in a release of its own, and a chart for what all revisions share (istio-base) in the namespace of theirs
    private static Fault? ByReleases(WebhookFacts facts)
    {
        if (facts.Configuration.Type == ResourceTypes.CustomResourceDefinition
            || HelmRelease.Of(facts.Configuration.Resource) is not { } registering
            || facts.Webhook.Service?.Resource is not { } service
            || HelmRelease.Of(service) is not { } serving
            || registering == serving)
        {
            return null;
        }

        return new Fault(
            $"{facts.TargetText} is of Helm release {registering.Namespace}/{registering.Name}, but calls {service.Ref} of release {serving.Namespace}/{serving.Name}")
        {
            Severity = registering.Namespace == serving.Namespace ? Severity.Info : null,
            Evidence = [new("configuration", $"release {registering.Namespace}/{registering.Name}"), new($"{service.Ref}", $"release {serving.Namespace}/{serving.Name}")],
            Fix = Separate(facts, serving.Name, serving.Namespace),
        };
    }

    private static Fault Shared(WebhookFacts facts, IEnumerable<ObjectRef> installations, IEnumerable<string> how)
    {
        ObjectRef[] found = [.. installations];
        return new Fault($"{facts.TargetText} is registered by more than one installation: {string.Join(", ", found.Select(each => each.ToString()))}")
        {
            Evidence = [.. found.Zip(how, (installation, told) => new Evidence($"{installation}", told))],
            Fix = Separate(facts, ReleaseOf(facts.Snapshot, found[^1]) ?? "RELEASE", found[^1].Namespace ?? "NAMESPACE"),
        };
    }

    private static string? ReleaseOf(ClusterSnapshot snapshot, ObjectRef installation)
    {
        var type = ResourceTypes.All.First(type => type.Kind == installation.Kind);
        var resource = snapshot.Find(type, installation.Namespace, installation.Name);
        return HelmRelease.Of(resource)?.Name ?? resource?.Label("app.kubernetes.io/instance");
    }

    private static string Separate(WebhookFacts facts, string release, string namespaceName) =>
        facts.Webhook.Owner.Code.StartsWith("spark-operator", StringComparison.Ordinal)
            ? $"set fullnameOverride to a name of its own in the values of Helm release {namespaceName}/{release}, and upgrade it at the chart version it has (helm list -n {namespaceName})"
            : $"give the installation in namespace {namespaceName} a configuration name of its own, or run one installation for all namespaces";

    private static bool AreDeploymentsHidden(WebhookFacts facts) => facts.Webhook.Service is not null
        && facts.Snapshot.RefusalOf(new ObjectRequest.Many(ResourceTypes.Deployment, null, null))
            is { Reason: UnreadableReason.Forbidden or UnreadableReason.Failed };
}

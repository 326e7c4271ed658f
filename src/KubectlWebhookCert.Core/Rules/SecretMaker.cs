using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Who should have made or filled a webhook's Secret, and how to make them do it.</summary>
/// <param name="Who">A phrase: <c>cert-manager makes it from Certificate web/serving</c>.</param>
/// <param name="Evidence">Why they did not, where that can be seen.</param>
/// <param name="Fix">What to type or to do.</param>
internal sealed record SecretMaker(string Who, ValueList<Evidence> Evidence, string Fix)
{
    private static readonly ValueList<string> GenerationErrors =
        ["service.beta.openshift.io/serving-cert-generation-error", "service.alpha.openshift.io/serving-cert-generation-error"];

    // who makes the Secret at its start, and again once it is started anew
    private static readonly ValueList<string> AtStart = ["spark-operator-1-4", "spark-operator-2", "istio", "kyverno", "rancher", "vault"];

    // a hook Job of the chart
    private static readonly ValueList<string> ByJob = ["spark-operator-1", "kube-webhook-certgen"];

    public static SecretMaker Of(WebhookFacts facts, ObjectRef secret)
    {
        var owner = facts.Webhook.Owner;
        return owner.Code switch
        {
            "cert-manager" => CertManager(facts, secret, owner.Source),
            "service-ca" => ServiceCa(facts, secret),
            "olm" => new SecretMaker(
                "OLM makes it",
                [],
                owner.Source is { Namespace: not null } source
                    ? $"kubectl describe clusterserviceversion {source.Name} -n {source.Namespace}"
                    : $"kubectl get clusterserviceversions -n {secret.Namespace}"),
            "cert-controller" => new SecretMaker(
                $"{owner.Name} fills it and never creates it: its chart or manifest does",
                [],
                $"kubectl create secret generic {secret.Name} -n {secret.Namespace}, if it does not exist; then {Restart(facts)}"),
            var code when AtStart.Contains(code) => new SecretMaker($"{owner.Name} makes it when it starts", [], Restart(facts)),
            var code when ByJob.Contains(code) => new SecretMaker(
                $"{owner.Name} makes it in a hook Job of its chart",
                [],
                $"kubectl get jobs -n {secret.Namespace}, then run the chart's hooks again: helm upgrade RELEASE CHART --version VERSION --reuse-values, with the version that helm list shows"),
            _ => new SecretMaker(
                "nothing says who makes it",
                [],
                $"kubectl webhook-cert adopt {facts.TargetText} --cert FILE --key FILE --ca FILE, or let the software that it belongs to make it again"),
        };
    }

    /// <summary>Restarts what stands behind the Service.</summary>
    public static string Restart(WebhookFacts facts) => facts.Service?.Backends is [{ Workload: { Kind: not "Pod" } workload }, ..]
        ? $"kubectl rollout restart {workload.Kind.ToLowerInvariant()}/{workload.Name} -n {workload.Namespace}"
        : $"restart the pods behind the Service: kubectl delete pods -n {facts.Service?.Namespace ?? "NAMESPACE"} -l SELECTOR";

    private static SecretMaker CertManager(WebhookFacts facts, ObjectRef secret, ObjectRef? source)
    {
        if (source is null)
        {
            return new SecretMaker("cert-manager makes it", [], $"kubectl get certificates -n {secret.Namespace}");
        }

        var certificate = facts.Snapshot.Find(ResourceTypes.Certificate, source.Namespace, source.Name);
        var conditions =
            from condition in certificate?.Json.Items("status", "conditions") ?? []
            where condition.Text("message") is not null
            select new Evidence("condition", $"{condition.Text("type")} is {condition.Text("status")}: {condition.Text("message")}");
        return certificate is null && facts.Snapshot.PresenceOf(ResourceTypes.Certificate, source.Namespace, source.Name) == Presence.Missing
            ? new SecretMaker(
                $"cert-manager makes it from {source}, which does not exist",
                [],
                $"create the Certificate again, or name another in the annotation cert-manager.io/inject-ca-from of {facts.TargetText}")
            : new SecretMaker(
                $"cert-manager makes it from {source}",
                conditions.ToValueList(),
                $"kubectl describe certificate {source.Name} -n {source.Namespace}");
    }

    private static SecretMaker ServiceCa(WebhookFacts facts, ObjectRef secret)
    {
        var found =
            from name in GenerationErrors
            let value = facts.Service?.Resource?.Annotation(name)
            where value is not null
            select new Evidence(name, value);
        var errors = found.ToValueList();
        var service = facts.Service?.Name ?? "NAME";
        return new SecretMaker(
            "OpenShift's service-ca makes it for the Service",
            errors,
            errors.Count == 0
                ? "kubectl get pods -n openshift-service-ca"
                : $"mend what it says, then let it try again: kubectl annotate service {service} -n {secret.Namespace} "
                    + $"{string.Join(' ', errors.Select(error => $"{error.Name}- {error.Name}-num-"))}");
    }
}

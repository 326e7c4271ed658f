namespace KubectlWebhookCert.Core.Rules.Services;

// kubernetes/apiserver, pkg/util/proxy: ResolveCluster

/// <summary>service-headless: the Service has no address of its own.</summary>
internal static class ServiceHeadless
{
    public static readonly Rule Rule = new(
        "service-headless",
        Severity.Error,
        RuleGroup.Service,
        "the Service is headless, and the API server needs its address",
        "The Service says clusterIP: None, so it has no address of its own. The API server calls a webhook at the Service's address and refuses one "
        + "without; only servers that run with --enable-aggregator-routing go to the endpoints themselves. The field cannot be changed on a Service that exists.",
        [
            "save the Service: kubectl get service NAME -n NAMESPACE -o yaml",
            "delete it and create it again without clusterIP: None, or put a second Service before the same pods and name that in the configuration",
        ])
    {
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfService((service, _) =>
        ServiceText.IsHeadless(service)
            ? Verdict.Of(new Fault($"{ServiceText.Ref(service)} is headless: it has no address to call")
            {
                Where = ServiceText.Ref(service),
                Field = "spec.clusterIP",
                Evidence = [new("clusterIP", "None")],
                ApiServerText = "cannot route to service with ClusterIP \"None\"",
                Fix = $"kubectl delete service {service.Name} -n {service.Namespace}, then create it again without clusterIP: None (the field cannot be changed)",
            })
            : Verdict.Passed);
}

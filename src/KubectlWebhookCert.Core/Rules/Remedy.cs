
namespace KubectlWebhookCert.Core.Rules;

/// <summary>What mends a certificate or a CA bundle: this plugin's command, or the owner's own way where only that holds.</summary>
internal static class Remedy
{
    // who makes trust and certificate itself, and undoes what others write
    private static readonly ValueList<Evidence> OwnWays =
    [
        new("olm", "let OLM issue it again: kubectl delete secret {secret}"),
        new("istio", "let istiod issue it again: kubectl rollout restart deployment/istiod -n {namespace}"),
        new("linkerd", "let Linkerd issue it again: linkerd upgrade | kubectl apply -f -"),
        new("vault", "let the injector issue it again: kubectl rollout restart deployment -n {namespace}"),
        new("kyverno", "let Kyverno issue it again: kubectl delete secret {secret}"),
        new("rancher", "let Rancher issue it again: kubectl delete secret {secret}, then restart deployment/rancher-webhook"),
    ];

    /// <summary>A new serving certificate.</summary>
    public static string Reissue(WebhookFacts facts) => OwnWay(facts) ?? $"kubectl webhook-cert rotate {facts.TargetText}";

    /// <summary>A new CA with all that follows from it.</summary>
    public static string ReplaceCa(WebhookFacts facts) => OwnWay(facts) ?? $"kubectl webhook-cert rotate {facts.TargetText} --ca";

    /// <summary>The same, and the pods restarted.</summary>
    public static string ReissueAndRestart(WebhookFacts facts) =>
        OwnWay(facts) ?? $"kubectl webhook-cert rotate {facts.TargetText} --restart always";

    /// <summary>A bundle that trusts the stored certificate.</summary>
    public static string HealTrust(WebhookFacts facts) => OwnWay(facts) ?? $"kubectl webhook-cert adopt {facts.TargetText}";

    private static string? OwnWay(WebhookFacts facts)
    {
        var secret = facts.Webhook.ServingSecret?.Ref;
        return OwnWays.FirstOrDefault(way => way.Name == facts.Webhook.Owner.Code)?.Value
            .Replace("{secret}", secret is null ? "NAME" : $"{secret.Name} -n {secret.Namespace}", StringComparison.Ordinal)
            .Replace("{namespace}", facts.Service?.Namespace ?? "NAMESPACE", StringComparison.Ordinal);
    }
}

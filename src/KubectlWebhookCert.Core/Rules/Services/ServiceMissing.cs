using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules.Services;

/// <summary>service-missing: the Service that the webhook names does not exist.</summary>
internal static class ServiceMissing
{
    public static readonly Rule Rule = new(
        "service-missing",
        Severity.Error,
        RuleGroup.Service,
        "the Service that the webhook is called through does not exist",
        "The configuration names a Service that is not there: it was renamed or deleted, the namespace is another one, or the configuration is a "
        + "leftover of something that was uninstalled. With failurePolicy Fail every request that the webhook covers is refused.",
        [
            "see which Services there are: kubectl get services -n NAMESPACE",
            "if the software is gone, delete what it left: kubectl delete TYPE NAME",
            "else install it again, or name the right Service in the configuration",
        ])
    {
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.Webhook.Service switch
    {
        null => Verdict.DoesNotApply,
        { Presence: Presence.Found } => Verdict.Passed,
        { Presence: Presence.Unknown } service => new Verdict.CannotTell(Missing.Object(facts.Snapshot, ResourceTypes.Service, service.Ref)),
        var service => Verdict.Of(Explained(facts, service.Ref) with
        {
            Field = facts.ServiceField,
            ApiServerText = $"service \"{service.Ref.Name}\" not found",
        }),
    };

    private static Fault Explained(WebhookFacts facts, ObjectRef service)
    {
        var delete = $"kubectl delete {facts.Configuration.Type.Singular} {facts.Configuration.Resource.Name}";
        if (facts.Snapshot.PresenceOf(ResourceTypes.Namespace, null, service.Namespace!) == Presence.Missing)
        {
            return new Fault($"{service} does not exist, and neither does its namespace: what it belonged to was uninstalled and left this configuration behind")
            {
                Fix = delete,
            };
        }

        if (RenamedService.Of(facts, service) is { } renamed)
        {
            return new Fault($"{service} does not exist: it seems to be called {renamed.Name} now")
            {
                Evidence = [new("now", renamed.Ref.ToString()), .. renamed.Evidence.Select(why => new Evidence("because", why))],
                Fix = $"kubectl patch {facts.Configuration.Type.Singular} {facts.Configuration.Resource.Name} --type json -p "
                    + $"'[{{\"op\":\"replace\",\"path\":\"{facts.ServicePointer}/name\",\"value\":\"{renamed.Name}\"}}]'",
            };
        }

        return new Fault($"{service} does not exist")
        {
            Evidence = [.. RenamedService.LastRevision(facts, service) is { } last ? [new Evidence("last rendered by", last)] : Array.Empty<Evidence>()],
            Fix = $"kubectl get services -n {service.Namespace}, then name the right one in {facts.TargetText}, or delete a leftover: {delete}",
        };
    }
}

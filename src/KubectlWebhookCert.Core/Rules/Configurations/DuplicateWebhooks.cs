using KubectlWebhookCert.Core.Keepers;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules.Configurations;

/// <summary>duplicate-webhooks: two configurations make the API server call the same thing twice.</summary>
internal static class DuplicateWebhooks
{
    public static readonly Rule Rule = new(
        "duplicate-webhooks",
        Severity.Warning,
        RuleGroup.Configuration,
        "two configurations call the same webhook for the same requests",
        "Two configurations of one kind call the same Service, port and path for the same requests, so the webhook is called twice. Mostly one of them "
        + "is a leftover: the software was installed again under another name, or by another tool. Nobody renews the leftover's CA bundle, so it is "
        + "the one that fails after the next rotation.",
        [
            "see which one is a leftover, by age, labels and Helm release: kubectl get TYPE NAME OTHER -o yaml",
            "delete it: kubectl delete TYPE NAME",
        ])
    {
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts)
    {
        var configuration = facts.Configuration;
        if (AdmissionCall.Coverage(configuration.Resource, facts.Webhook.Index) is not { } coverage)
        {
            return Verdict.DoesNotApply; // so has a conversion webhook or an aggregated API no rules
        }

        if (facts.Snapshot.RefusalOf(new ObjectRequest.Many(configuration.Type, null, null)) is not null)
        {
            return new Verdict.CannotTell($"other {configuration.Type.Plural} could not be read");
        }

        return Verdict.Of(
            from other in facts.Snapshot.All(configuration.Type)
            where other.Name != configuration.Resource.Name
            from entry in WebhookEntryReader.Read(configuration.Type, other)
            where entry.Calls == facts.Webhook.Calls && AdmissionCall.Coverage(other, entry.Index) == coverage
            orderby other.Name
            select Twice(facts, other, entry.Name));
    }

    private static Fault Twice(WebhookFacts facts, KubernetesObject other, string webhook)
    {
        var (type, resource) = (facts.Configuration.Type.Singular, facts.Configuration.Resource);
        return new Fault($"{type}/{other.Name} calls {facts.Webhook.Calls.Address} for the same requests: one of the two is a leftover")
        {
            Evidence = [new("webhook there", webhook), .. Origin(resource), .. Origin(other)],
            Fix = $"kubectl get {type} {resource.Name} {other.Name} -o yaml, then delete the leftover: kubectl delete {type} NAME",
        };
    }

    private static IEnumerable<Evidence> Origin(KubernetesObject resource)
    {
        string?[] marks =
        [
            resource.Created is { } created ? $"created {Facts.Instant(created)}" : null,
            HelmRelease.Of(resource) is { } release ? $"Helm release {release.Namespace}/{release.Name}" : "of no Helm release",
        ];
        yield return new Evidence(resource.Name, string.Join(", ", marks.OfType<string>()));
    }
}

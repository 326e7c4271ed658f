using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules.Secrets;

/// <summary>secret-missing: the Secret that should hold the serving certificate does not exist.</summary>
internal static class SecretMissing
{
    public static readonly Rule Rule = new(
        "secret-missing",
        Severity.Error,
        RuleGroup.Secret,
        "the Secret with the serving certificate does not exist",
        "The owner declares this Secret, or the pods mount it, and it is not there. Pods that mount it do not start; pods that run already keep "
        + "the certificate they have until they are restarted. Whoever makes the Secret has not done so: it failed, it is not installed, or somebody deleted it.",
        [
            "see who makes it, and what that says: kubectl webhook-cert inspect TYPE/NAME",
            "put a backup back, if there is one: kubectl webhook-cert restore",
            "or let the owner make it again, or give one: kubectl webhook-cert adopt TYPE/NAME --cert FILE --key FILE --ca FILE",
        ])
    {
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.Webhook switch
    {
        { ServingSecret.Presence: Presence.Missing } when !facts.IsFromCluster =>
            new Verdict.CannotTell($"{facts.Webhook.ServingSecret!.Ref} is not among the files: it may be made at run time"),
        { ServingSecret: { Presence: Presence.Missing } secret } => Verdict.Of(Fault(facts, secret)),
        { ServingSecret: { Presence: Presence.Unknown } secret } =>
            new Verdict.CannotTell(Missing.Object(facts.Snapshot, ResourceTypes.Secret, secret.Ref)),
        { ServingSecrets.Count: > 0 } => Verdict.Passed,
        _ => Verdict.DoesNotApply, // nothing names one: some keep their certificate in memory
    };

    private static Fault Fault(WebhookFacts facts, ServingSecret secret)
    {
        var maker = SecretMaker.Of(facts, secret.Ref);
        SecretUse[] uses = facts.Service is { } service ? [.. SecretUse.Of(facts.Snapshot, service, secret.Ref)] : [];

        // the server is content without it, or only ever writes it
        var isOptional = facts.Webhook.Owner.Code == "spark-operator-1-4" || (uses.Length > 0 && Array.TrueForAll(uses, use => use.IsOptional));
        return new Fault($"{secret.Ref} does not exist; {maker.Who}")
        {
            Severity = isOptional ? Severity.Warning : null,
            Where = secret.Ref,
            Evidence =
            [
                .. secret.FoundBy.Select(phrase => new Evidence("found by", phrase)),
                .. isOptional ? [new Evidence("needed", "not to start: pods run without it")] : Array.Empty<Evidence>(),
                .. maker.Evidence,
            ],
            Fix = maker.Fix,
        };
    }
}

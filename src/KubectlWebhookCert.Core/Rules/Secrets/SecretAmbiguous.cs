namespace KubectlWebhookCert.Core.Rules.Secrets;

/// <summary>secret-ambiguous: several Secrets may hold the serving certificate.</summary>
internal static class SecretAmbiguous
{
    public static readonly Rule Rule = new(
        "secret-ambiguous",
        Severity.Info,
        RuleGroup.Secret,
        "several Secrets may hold the serving certificate",
        "The pods mount several Secrets with a certificate and its key, or several in the namespace fit, and nothing says which one the webhook serves. "
        + "Rules about the certificate then have no answer, and nothing is ever written on a guess.",
        [
            "see what speaks for each: kubectl webhook-cert inspect TYPE/NAME",
            "name the right one: kubectl webhook-cert validate TYPE/NAME --secret NAMESPACE/NAME",
        ])
    {
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.Webhook.ServingSecrets switch
    {
        [] => Verdict.DoesNotApply,
        [_] => Verdict.Passed,
        var several => Verdict.Of(new Fault(
            $"any of {several.Count} Secrets may hold the serving certificate: "
            + string.Join(", ", several.Select(secret => $"{secret.Ref.Namespace}/{secret.Ref.Name}")))
        {
            Evidence = [.. several.Select(secret => new Evidence($"{secret.Ref.Namespace}/{secret.Ref.Name}", string.Join("; ", secret.FoundBy)))],
            Fix = $"kubectl webhook-cert validate {facts.TargetText} --secret {several[0].Ref.Namespace}/{several[0].Ref.Name}",
        }),
    };
}

namespace KubectlWebhookCert.Core.Rules.ServingCertificates;

/// <summary>san-mismatch: the serving certificate is for other names than the one that the webhook is called by.</summary>
internal static class SanMismatch
{
    private const string Code = "san-mismatch";

    public static readonly Rule Rule = new(
        Code,
        Severity.Error,
        RuleGroup.ServingCertificate,
        "the serving certificate is for other names than the webhook's Service",
        "The API server calls a webhook as SERVICE.NAMESPACE.svc and wants exactly that name among the certificate's alternative names. It is another one "
        + "where a new version of a chart has renamed the Service and the old Secret is used on, where the certificate was copied from another namespace, "
        + "or where the configuration names the wrong Service. The name error hides errors of the CA: both are judged here.",
        [
            "see for whom it is valid and what is asked for: kubectl webhook-cert inspect TYPE/NAME",
            "issue a certificate for the right name under the same CA: kubectl webhook-cert rotate TYPE/NAME",
            "if the certificate belongs to another Service, name that Service in the configuration instead",
        ])
    {
        Source = "RFC 6125 §6.4",

        // the last release to write the configuration put its own Service into it
        CausedBy = ["configuration-shared"],
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfLeaf(leaf =>
        from reason in facts.ReasonsOf(Code)
        let story = NameStories.Of(leaf.Certificate, facts)
        let message = $"the certificate is for {Facts.Names(leaf.Certificate)}, and the webhook is called as {facts.Webhook.Calls.ServerName}"
        let fault = facts.LeafFault(leaf, story is null ? message : $"{message}: {story.Message}")
        select fault with
        {
            Evidence = [.. fault.Evidence, new("asked for", facts.Webhook.Calls.ServerName), .. story?.Evidence ?? []],
            ApiServerText = reason.Text,
            Fix = story?.Fix ?? fault.Fix,
        });
}

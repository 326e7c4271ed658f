using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules.CaBundles;

/// <summary>ca-bundle-empty: the configuration does not say whom to trust.</summary>
internal static class CaBundleEmpty
{
    private const string Code = "ca-bundle-empty";

    public static readonly Rule Rule = new(
        Code,
        Severity.Error,
        RuleGroup.CaBundle,
        "the CA bundle is empty",
        "Without a CA bundle the API server takes the root CAs of its own system, of which many images have none, and no public CA signs names that end in "
        + "svc. So no call by a Service can be verified. Whoever injects the bundle has not done so yet or is not allowed to, or somebody applied the "
        + "manifest again without it.",
        [
            "see who should fill it: kubectl webhook-cert inspect TYPE/NAME shows the owner; then look at its logs",
            "or put the CA of the stored certificate into it: kubectl webhook-cert adopt TYPE/NAME",
        ])
    {
        CausedBy = ["owner-conflict", "gitops-overwrites", "configuration-shared"],
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.Webhook switch
    {
        { InsecureSkipTlsVerify: true } => Verdict.DoesNotApply,
        { CaBundle.IsEmpty: false } => Verdict.Passed,
        { Calls: WebhookCall.ByUrl } => Verdict.Of(
            new Fault($"the CA bundle is empty: {facts.Webhook.Calls.ServerName} needs a certificate of a CA that the API server's system trusts")
            {
                Severity = Severity.Info,
                Field = facts.BundleField,
            }),
        _ when !facts.IsFromCluster => new Verdict.CannotTell("the CA bundle is empty in the manifest: it may be filled once that is applied"),
        var webhook => Verdict.Of(facts.BundleFault($"the CA bundle is empty, and no public CA signs {webhook.Calls.ServerName}") with
        {
            Evidence = Injectors.Lines(facts),
            ApiServerText = facts.ReasonsOf(Code).FirstOrDefault()?.Text,
            Fix = Injectors.Fix(facts),
        }),
    };
}

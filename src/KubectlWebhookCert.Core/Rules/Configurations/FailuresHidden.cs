using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Rules.Configurations;

/// <summary>failures-hidden: nobody sees it when a call fails.</summary>
internal static class FailuresHidden
{
    public static readonly Rule Rule = new(
        "failures-hidden",
        Severity.Warning,
        RuleGroup.Configuration,
        "failurePolicy Ignore hides that calls fail",
        "With failurePolicy Ignore the API server lets a request pass when the webhook cannot be called. So nothing fails that anybody would see: pods "
        + "start without what the webhook should have put in, objects are stored that it should have refused. While all is well this is only worth "
        + "knowing; where calls fail it is what keeps the failure from being noticed. CRD conversion and aggregated APIs have no such policy.",
        [
            "mend what makes the calls fail: kubectl webhook-cert validate TYPE/NAME names it",
            "see how often the API server has passed over a webhook: kubectl get --raw /metrics | grep apiserver_admission_webhook_fail_open_count",
            "make again what was made meanwhile: kubectl rollout restart, for the workloads that the webhook should have changed",
            "where a request must not pass without the webhook, set failurePolicy: Fail once it answers",
        ])
    {
        CausedBy = [RootCauses.AnyError],
        Source = "https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#failure-policy",
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.Webhook.FailurePolicy switch
    {
        "Ignore" => Verdict.Of(facts.IsFromCluster && facts.IsBroken ? Hidden : Ignored),
        "Fail" => Verdict.Passed,
        _ => Verdict.DoesNotApply,
    };

    private static Fault Hidden => Ignored with
    {
        Message = "failurePolicy Ignore hides that calls fail: requests pass as if the webhook did not exist",
        Severity = null,
        Fix = "mend the failure; to see how often it was passed over: kubectl get --raw /metrics | grep apiserver_admission_webhook_fail_open_count",
    };

    private static Fault Ignored => new("failurePolicy Ignore: while it cannot be called, requests pass without it")
    {
        Severity = Severity.Info,
        Field = "failurePolicy",
    };
}

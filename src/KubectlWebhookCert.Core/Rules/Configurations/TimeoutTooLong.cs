using System.Globalization;

namespace KubectlWebhookCert.Core.Rules.Configurations;

/// <summary>timeout-too-long: a webhook that does not answer holds up requests for long.</summary>
internal static class TimeoutTooLong
{
    private const int DefaultSeconds = 10; // admissionregistration.k8s.io/v1
    private const int LongSeconds = 15;
    private const int NearlyLongestSeconds = 25; // 30 is the most that the API takes

    public static readonly Rule Rule = new(
        "timeout-too-long",
        Severity.Info,
        RuleGroup.Configuration,
        "a webhook that does not answer holds up requests for long",
        "The API server waits timeoutSeconds for a webhook that does not answer, for each request that it covers. Mutating webhooks are called one "
        + "after the other, so their waits add up, and the API server gives up on a request after 60 seconds in all unless it was started with another "
        + "--request-timeout; many clients and controllers give up earlier. One slow webhook then fails requests that have nothing to do with it, and "
        + "with failurePolicy Fail even a short disturbance stops a rollout.",
        [
            "set timeoutSeconds to 10, which is the default, or to less, where the webhook's manifest or chart comes from",
        ])
    {
        Source = "https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#timeouts",
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.Webhook switch
    {
        { FailurePolicy: null } => Verdict.DoesNotApply,
        { TimeoutSeconds: { } seconds } webhook when seconds > (webhook.FailurePolicy == "Fail" ? LongSeconds : NearlyLongestSeconds - 1) =>
            Verdict.Of(TooLong(facts, seconds)),
        _ => Verdict.Passed,
    };

    private static Fault TooLong(WebhookFacts facts, int seconds) =>
        new(string.Create(CultureInfo.InvariantCulture, $"timeoutSeconds {seconds}: a webhook that does not answer holds up each request so long"))
        {
            Field = "timeoutSeconds",
            Evidence = [new("failurePolicy", facts.Webhook.FailurePolicy ?? string.Empty)],
            Fix = string.Create(CultureInfo.InvariantCulture, $"set timeoutSeconds to {DefaultSeconds} or less in {facts.TargetText}"),
        };
}

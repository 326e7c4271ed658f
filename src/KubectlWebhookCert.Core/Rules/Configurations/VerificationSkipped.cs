using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules.Configurations;

/// <summary>verification-skipped: an aggregated API is called whatever certificate it shows.</summary>
internal static class VerificationSkipped
{
    private const string FieldName = "spec.insecureSkipTLSVerify";

    public static readonly Rule Rule = new(
        "verification-skipped",
        Severity.Info,
        RuleGroup.Configuration,
        "the API server does not verify the aggregated API's certificate",
        "insecureSkipTLSVerify makes the API server talk to whoever answers behind the Service, whatever certificate that shows. It cannot fail for a "
        + "certificate's sake, and it cannot tell an impostor, who would be sent what users ask of this API. Kubernetes advises against it; some "
        + "charts set it all the same, to do without a CA.",
        [
            "give the server a certificate for SERVICE.NAMESPACE.svc, put its CA into spec.caBundle and set insecureSkipTLSVerify to false",
        ])
    {
        Source = "https://kubernetes.io/docs/reference/kubernetes-api/apis/api-service-v1/",
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts switch
    {
        _ when facts.Configuration.Type != ResourceTypes.ApiService => Verdict.DoesNotApply,
        { Webhook.InsecureSkipTlsVerify: false } => Verdict.Passed,
        _ => Verdict.Of(new Fault("insecureSkipTLSVerify: the certificate is not verified, so nothing tells an impostor")
        {
            Field = FieldName,
            Fix = $"give the server a certificate for {facts.Webhook.Calls.ServerName}, and {facts.TargetText} its CA",
        }),
    };
}

using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Rules.Trust;

/// <summary>kubeconfig-client-expired: the certificate that a kubeconfig's user shows is past its end, or near it.</summary>
internal static class KubeconfigClientExpired
{
    public static readonly Rule Rule = new(
        "kubeconfig-client-expired",
        Severity.Error,
        RuleGroup.Trust,
        "the client certificate in the kubeconfig has expired or will soon",
        "The API server takes a user whose client certificate is past its notAfter for nobody: You must be logged in to the server (Unauthorized). "
        + "kubeadm's admin.conf lives for one year, a kubelet's certificate for one year or less and is renewed by the kubelet while it can reach "
        + "the server. A copy of a kubeconfig, in a home directory or in CI, is renewed by nobody.",
        [
            "see the dates: kubectl config view --raw -o jsonpath='{.users[0].user.client-certificate-data}' | base64 -d | openssl x509 -noout -dates",
            "log in again, or copy the kubeconfig anew from where it was made",
            "kubeadm: kubeadm certs renew admin.conf",
            "a kubelet: look for its certificate signing requests: kubectl get csr",
        ])
    {
        CheckTrust = Check,
    };

    private static Verdict Check(TrustFacts facts) => facts.Store.ClientCertificate switch
    {
        null => Verdict.DoesNotApply,
        var client when client.NotAfter < facts.Now => Verdict.Of(Fault(facts, client, "expired")),
        var client when ExpiryLimits.Judge(client, facts.Options) is { } severity =>
            Verdict.Of(Fault(facts, client, "expires") with { Severity = severity }),
        _ => Verdict.Passed,
    };

    private static Fault Fault(TrustFacts facts, Certificate client, string verb) =>
        facts.Fault($"the client certificate of context {facts.Store.Field} {verb} on {Facts.Instant(client.NotAfter)}") with
        {
            Evidence = Facts.Of(client, "client certificate"),
            Fix = "log in again, or make the kubeconfig anew; kubeadm: kubeadm certs renew admin.conf",
        };
}

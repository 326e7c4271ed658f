using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.ServingCertificates;

/// <summary>certificate-unreadable: what should be the serving certificate cannot be parsed.</summary>
internal static class CertificateUnreadable
{
    private const string Code = "certificate-unreadable";

    public static readonly Rule Rule = new(
        Code,
        Severity.Error,
        RuleGroup.ServingCertificate,
        "a served certificate cannot be read",
        "The value under the certificate's key is no PEM, its DER is damaged, or it breaks a rule that the API server's parser insists on. A server that "
        + "cannot read it does not start; one that sends it on ends every handshake, even if it is only an intermediate behind a good leaf.",
        [
            "see what is there: kubectl get secret NAME -n NAMESPACE -o jsonpath='{.data.tls\\.crt}' | base64 -d | openssl x509 -noout -text",
            "issue it again: kubectl webhook-cert rotate TYPE/NAME",
        ])
    {
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts)
    {
        if (facts.Webhook is { InsecureSkipTlsVerify: false, ServingSecret: { Content: { Leaf: null } content } secret }
            && SecretProblems.OfCertificates(content) is { Count: > 0 } problems)
        {
            return Verdict.Of(Fault(facts, secret, SecretProblems.DataKey(problems[0]), problems));
        }

        return facts.OfLeaf(leaf => Refused(facts, leaf).Concat(BehindLeaf(facts, leaf)));
    }

    private static IEnumerable<Fault> Refused(WebhookFacts facts, StoredLeaf leaf) =>
        from reason in facts.ReasonsOf(Code).OfType<Reason.CertificateMalformed>()
        let certificate = leaf.Chain.Prepend(leaf.Certificate).ElementAt(reason.Position)
        select facts.CertificateFault(certificate, what => $"the API server cannot read {what}: {reason.What}") with { ApiServerText = reason.Text };

    // servers send what follows the leaf without a look at it
    private static IEnumerable<Fault> BehindLeaf(WebhookFacts facts, StoredLeaf leaf)
    {
        var secret = facts.Webhook.ServingSecret!;
        return
            from problem in SecretProblems.OfCertificates(secret.Content!)
            group problem by SecretProblems.DataKey(problem) into ofKey
            let isSent = ofKey.Key == leaf.CertificateKey
                && ofKey.Any(problem => problem.Contains(SecretProblems.InCertificate, StringComparison.Ordinal))
            select Fault(facts, secret, ofKey.Key, ofKey.ToValueList()) with { Severity = isSent ? Severity.Error : Severity.Warning };
    }

    private static Fault Fault(WebhookFacts facts, ServingSecret secret, string dataKey, ValueList<string> problems) =>
        new($"a certificate in {dataKey} of {secret.Ref} cannot be read")
        {
            Where = secret.Ref,
            Field = dataKey,
            Evidence = problems.Select(problem => new Evidence("problem", problem)).ToValueList(),
            Fix = Remedy.Reissue(facts),
        };
}

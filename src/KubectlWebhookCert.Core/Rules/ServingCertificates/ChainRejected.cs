using System.Globalization;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.ServingCertificates;

/// <summary>chain-rejected: the API server refuses the chain for a reason that no other rule is about.</summary>
internal static class ChainRejected
{
    private const string Code = "chain-rejected";

    public static readonly Rule Rule = new(
        Code,
        Severity.Error,
        RuleGroup.ServingCertificate,
        "the API server accepts no chain from the certificate to the CA bundle",
        "Something rare: the certificate policies of the chain contradict each other, a signature is of a kind that is not known, or verifying takes more "
        + "work than the API server does (100 signatures, 250000 comparisons of names). The API server's own words say which.",
        [
            "if the CA bundle holds very many certificates, leave those in it that are needed",
            "else issue leaf and CA anew, without policies: kubectl webhook-cert rotate TYPE/NAME --ca",
        ])
    {
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfLeaf(leaf =>
        from reason in facts.ReasonsOf(Code)
        select facts.LeafFault(leaf, Describe(reason, facts)) with { ApiServerText = reason.Text, Fix = Remedy.ReplaceCa(facts) });

    private static string Describe(Reason reason, WebhookFacts facts) => reason switch
    {
        Reason.NoValidChain chain => $"every chain to the CA bundle is invalid for its policies: {chain.What}",
        Reason.TooManyConstraints many => $"the name constraints of {Facts.Subject(many.Certificate)} take too many comparisons",
        Reason.SignatureLimit => string.Create(
            CultureInfo.InvariantCulture,
            $"the API server gives up after 100 signatures: the CA bundle holds {facts.Webhook.CaBundle.Certificates.Count} certificates"),
        Reason.NothingPresented => "the server presents no certificate",
        Reason.UnknownAuthority { Problem: { } problem } unknown =>
            $"the signature of {Facts.Subject(unknown.Certificate)} cannot be verified ({unknown.Certificate.SignatureAlgorithm}): {problem.Text}",
        _ => $"the API server refuses the chain: {reason.Text}",
    };
}

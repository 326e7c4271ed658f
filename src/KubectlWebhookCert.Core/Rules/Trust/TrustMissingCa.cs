using KubectlWebhookCert.Core.Trust;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.Trust;

/// <summary>trust-missing-ca: a holder of trust lacks a CA that is in use.</summary>
internal static class TrustMissingCa
{
    public static readonly Rule Rule = new(
        "trust-missing-ca",
        Severity.Error,
        RuleGroup.Trust,
        "a CA that is in use is missing where it has to be trusted",
        "A CA was replaced where it is published, and the copy that this ConfigMap or kubeconfig holds did not follow. Whoever reads it refuses the "
        + "servers that the new CA signs for: x509: certificate signed by unknown authority. On OpenShift and OKD the CAs of the API server are copied "
        + "to the nodes' kubeconfigs and to a kube-root-ca.crt in every namespace; a copy that stays behind cuts off kubelets or the pods' network.",
        [
            "bring the new CA to the holder, beside the old one: kubectl webhook-cert adopt configmap/NAME:KEY -n NAMESPACE --ca-from TYPE/NAMESPACE/NAME:KEY",
            "the same for a file: kubectl webhook-cert adopt kubeconfig/PATH --ca-from TYPE/NAMESPACE/NAME:KEY",
            "where a controller writes the holder (kube-controller-manager kube-root-ca.crt, trust-manager, service-ca, the machine-config-operator), mend what it copies: it undoes what others write",
            "restart what has read the old copy",
        ])
    {
        CheckTrust = Check,
    };

    private static Verdict Check(TrustFacts facts) => facts switch
    {
        { TrustsSystemRoots: true } => Verdict.DoesNotApply,
        { Store.Source: null } => new Verdict.CannotTell(TrustFacts.SourceUnknown),
        { Store.Source.IsPresented: true, IsKubeconfig: true } => Verdict.DoesNotApply, // kubeconfig-untrusted
        { Store.Source: { IsPresented: true } source } => Verdict.Of(
            facts.Refusals(source, source.Presented[0].AlternativeNames.DnsNames.FirstOrDefault() ?? string.Empty)
                .Where(reason => IsOfHolder(facts, reason))
                .Take(1)
                .Select(reason => Refuses(facts, source, reason))),
        _ => Verdict.Of(facts.Wanted.Where(authority => !facts.Trusts(authority)).Select(authority => Lacks(facts, authority))),
    };

    // names and dates of what is presented are not the holder's
    private static bool IsOfHolder(TrustFacts facts, Reason reason) => reason switch
    {
        Reason.NameMismatch or Reason.LegacyCommonName or Reason.IncompatibleUsage => false,
        Reason.Expired { Certificate: var expired } => facts.Store.Bundle.Certificates.Contains(expired),
        Reason.NotYetValid { Certificate: var early } => facts.Store.Bundle.Certificates.Contains(early),
        _ => true,
    };

    private static Fault Refuses(TrustFacts facts, TrustSource source, Reason reason) =>
        facts.Fault($"what {source.Resource} presents is not trusted: {Verification.Words(reason)}") with
        {
            Evidence =
            [
                .. Facts.Of(source.Presented[0], "presented certificate"),
                .. facts.Store.Bundle.Certificates.Select(held => new Evidence("trusted", Facts.Short(held))),
                .. facts.Store.Bundle.Problems.Select(problem => new Evidence("unreadable", problem)),
                .. facts.WrittenBy,
            ],
            Fix = facts.Mend,
        };

    private static Fault Lacks(TrustFacts facts, Certificate authority)
    {
        var source = facts.Store.Source!;
        var replaced = facts.Store.Bundle.Certificates.FirstOrDefault(held => held.Subject.Equals(authority.Subject));
        var signer = facts.Store.Bundle.Certificates.FirstOrDefault(held => held.IsValidAt(facts.Now) && Signatures.Made(held, authority, GoVersion.Newest));
        var outcome = signer is null ? "what it signs is not trusted" : "what it signs is trusted only where servers send it along";
        return facts.Fault($"{Facts.Short(authority)} of {source.Resource} is missing: {outcome}") with
        {
            Severity = authority.NotBefore > facts.Now || signer is not null ? Severity.Warning : null, // nothing is signed by it yet, or not all is lost
            Evidence =
            [
                .. Facts.Of(authority, "missing CA"),
                new("published in", source.ToString()),
                .. replaced is null ? [] : new Evidence[] { new("held instead", Facts.Short(replaced)) },
                .. signer is null ? [] : new Evidence[] { new("signed by", $"{Facts.Short(signer)}, which is held") },
                .. facts.Store.Bundle.Problems.Select(problem => new Evidence("unreadable", problem)),
                .. facts.WrittenBy,
            ],
            Fix = facts.Mend,
        };
    }
}

using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Rules.Trust;

/// <summary>trust-missing-ca: a holder of trust lacks a CA that is in use.</summary>
internal static class TrustMissingCa
{
    // kube-controller-manager's root CA publisher puts one into every namespace
    private const string RootCaConfigMap = "kube-root-ca.crt";

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
            "kube-root-ca.crt is written by kube-controller-manager, which undoes what others write: if it stays behind, look at kube-controller-manager's operator and log",
            "restart what has read the old copy",
        ])
    {
        CheckTrust = Check,
    };

    private static Verdict Check(TrustFacts facts) => facts switch
    {
        { TrustsSystemRoots: true } => Verdict.DoesNotApply,
        { Store.Source: null } => new Verdict.CannotTell(TrustFacts.SourceUnknown),
        _ => Verdict.Of(facts.Wanted.Where(authority => !facts.Trusts(authority)).Select(authority => Lacks(facts, authority))),
    };

    private static Fault Lacks(TrustFacts facts, Certificate authority)
    {
        var source = facts.Store.Source!;
        var replaced = facts.Store.Bundle.Certificates.FirstOrDefault(held => held.Subject.Equals(authority.Subject));
        return facts.Fault($"{Facts.Short(authority)} of {source.Resource} is missing: what it signs is not trusted") with
        {
            Severity = authority.NotBefore > facts.Now ? Severity.Warning : null, // nothing is signed by it yet
            Evidence =
            [
                .. Facts.Of(authority, "missing CA"),
                new("published in", $"{source.Resource}, {source.Field}"),
                .. replaced is null ? [] : new Evidence[] { new("held instead", Facts.Short(replaced)) },
                .. facts.Store.Bundle.Problems.Select(problem => new Evidence("unreadable", problem)),
                .. facts.Store.Resource.Name == RootCaConfigMap
                    ? new Evidence[] { new("written by", "kube-controller-manager, which undoes what others write") }
                    : [],
            ],
            Fix = facts.Adopt,
        };
    }
}

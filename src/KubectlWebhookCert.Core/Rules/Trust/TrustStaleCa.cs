using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Rules.Trust;

/// <summary>trust-stale-ca: a holder of trust keeps a CA that has expired or was replaced.</summary>
internal static class TrustStaleCa
{
    public static readonly Rule Rule = new(
        "trust-stale-ca",
        Severity.Info,
        RuleGroup.Trust,
        "a CA that has expired or was replaced is still trusted",
        "An old CA beside the new one does no harm: it is what keeps trust through a change, and an expired one trusts nothing any more. It is worth "
        + "removing when the change is long over, above all where the CA was replaced because its key had leaked. Where every CA has expired nothing is "
        + "trusted at all, and each call fails.",
        [
            "if all have expired, bring the CA that is in use: kubectl webhook-cert adopt configmap/NAME:KEY -n NAMESPACE --ca-from TYPE/NAMESPACE/NAME:KEY",
            "else, once nothing is signed by the old CA any more, take it out of the holder",
        ])
    {
        CausedBy = ["trust-missing-ca", "kubeconfig-untrusted"],
        CheckTrust = Check,
    };

    private static Verdict Check(TrustFacts facts)
    {
        if (facts.TrustsSystemRoots)
        {
            return Verdict.DoesNotApply;
        }

        Certificate[] held = [.. facts.Store.Bundle.Certificates.Distinct()];
        Fault[] faults =
        [
            .. Expired(facts, held),
            .. held.Where(authority => authority.NotAfter >= facts.Now && IsReplaced(facts, authority)).Select(authority => Replaced(facts, authority)),
        ];
        return faults.Length == 0 && facts.Store.Source is null ? new Verdict.CannotTell(TrustFacts.SourceUnknown) : Verdict.Of(faults);
    }

    private static IEnumerable<Fault> Expired(TrustFacts facts, Certificate[] held)
    {
        Certificate[] expired = [.. held.Where(authority => authority.NotAfter < facts.Now)];
        var isAll = expired.Length == held.Length;
        return expired.Select(authority =>
            facts.Fault($"{Facts.Short(authority)} expired on {Facts.Instant(authority.NotAfter)}{(isAll ? ", and nothing else is trusted" : string.Empty)}") with
            {
                Severity = isAll ? Severity.Error : null,
                Evidence = Facts.Of(authority, "CA"),
                Fix = isAll ? facts.Mend : null,
            });
    }

    // a CA of another name may be somebody else's: only one of the same name is known to be replaced
    private static bool IsReplaced(TrustFacts facts, Certificate authority)
    {
        var namesakes = (facts.Store.Source?.Bundle.Certificates ?? []).Where(published => published.Subject.Equals(authority.Subject)).ToList();
        return namesakes.Count > 0 && !namesakes.Exists(published => published.PublicKey.Equals(authority.PublicKey));
    }

    private static Fault Replaced(TrustFacts facts, Certificate authority) =>
        facts.Fault($"{Facts.Short(authority)} was replaced by another of the same name, and is still trusted") with
        {
            Evidence =
            [
                .. Facts.Of(authority, "CA"),
                new("replaced in", facts.Store.Source!.ToString()),
            ],
        };
}

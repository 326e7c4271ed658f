using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.CaBundles;

/// <summary>ca-bundles-differ: the webhooks of one Service trust different CAs.</summary>
internal static class CaBundlesDiffer
{
    public static readonly Rule Rule = new(
        "ca-bundles-differ",
        Severity.Warning,
        RuleGroup.CaBundle,
        "the webhooks of one Service have different CA bundles",
        "One Service serves one certificate, so all webhooks that go through it need the same CA. Where their bundles differ, a rotation has been left half "
        + "done, somebody edited one of them, or whoever writes them does not know all of them. Calls of some fail, or will at the next rotation.",
        [
            "see who holds what: kubectl webhook-cert inspect service/NAME -n NAMESPACE",
            "give all of them the CA of the stored certificate: kubectl webhook-cert adopt service/NAME -n NAMESPACE",
        ])
    {
        CausedBy =
        [
            "ca-mismatch", "ca-same-name-other-key", "ca-not-authorized", "ca-expired", "ca-not-yet-valid", "ca-bundle-unreadable",
            "owner-conflict", "configuration-shared",
        ],
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts)
    {
        if (facts.Webhook is not { InsecureSkipTlsVerify: false, CaBundle.IsEmpty: false, Calls: WebhookCall.ByService call })
        {
            return Verdict.DoesNotApply;
        }

        var sets = facts.BundleHolders.Of(call).GroupBy(holder => Set(holder.Bundle), StringComparer.Ordinal).ToList();
        return sets.Count < 2
            ? Verdict.Passed
            : Verdict.Of(facts.BundleFault($"the webhooks of Service {call.Namespace}/{call.Name} trust different CAs") with
            {
                Severity = AreNested(sets) && AllAccept(facts, sets) ? Severity.Info : Severity.Warning,
                Evidence = sets.SelectMany(set => set).Select(Line).ToValueList(),
                Fix = Remedy.HealTrust(facts),
            });
    }

    private static string Set(CaBundle bundle) =>
        string.Join(' ', bundle.Certificates.Select(authority => authority.Sha256).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static Evidence Line(BundleHolder holder) => new(
        $"{holder.Configuration}, {holder.Webhook}",
        holder.Bundle.Certificates.Count == 0 ? "nothing that can be read" : string.Join(", ", holder.Bundle.Certificates.Select(Facts.Short)));

    // of any two one contains the other
    private static bool AreNested(List<IGrouping<string, BundleHolder>> sets)
    {
        var held = sets.ConvertAll(set => set.First().Bundle.Certificates.ToHashSet());
        held.Sort((one, other) => one.Count.CompareTo(other.Count));
        return held.Zip(held.Skip(1), (smaller, larger) => smaller.Count > 0 && smaller.IsSubsetOf(larger)).All(isSubset => isSubset);
    }

    private static bool AllAccept(WebhookFacts facts, List<IGrouping<string, BundleHolder>> sets) =>
        facts.Leaf is not { } leaf || sets.TrueForAll(set =>
        {
            Certificate[] presented = [leaf.Certificate, .. leaf.Chain];
            var judged = facts.Webhook with { CaBundle = set.First().Bundle };
            return Verification.Judge(judged, presented, facts.Options) is VerificationResult.Accepted;
        });
}

using System.Globalization;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Rules.CaBundles;

/// <summary>ca-bundle-stale-entries: the bundle holds certificates that nobody needs any more.</summary>
internal static class CaBundleStaleEntries
{
    private const int ManyEntries = 20;
    private const int ManyOfOneName = 10;

    public static readonly Rule Rule = new(
        "ca-bundle-stale-entries",
        Severity.Warning,
        RuleGroup.CaBundle,
        "the CA bundle holds expired or very many certificates",
        "Certificates that have expired trust nothing any more, and do no harm as long as there are few. A bundle to which each rotation adds one grows: the "
        + "API server tries every CA of the issuer's name, and gives up after 100 signatures. Old CAs that are still valid stay trusted, too.",
        ["leave in the bundle what is needed: kubectl webhook-cert rotate TYPE/NAME --ca ends with the new CA alone"])
    {
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfBundle(bundle => Expired(facts, bundle).Concat(Many(facts, bundle)));

    private static IEnumerable<Fault> Expired(WebhookFacts facts, CaBundle bundle)
    {
        Certificate[] expired = [.. bundle.Certificates.Where(authority => authority.NotAfter < facts.Now)];
        if (expired.Length > 0 && expired.Length < bundle.Certificates.Count)
        {
            yield return facts.BundleFault(string.Create(
                CultureInfo.InvariantCulture,
                $"{expired.Length} of {bundle.Certificates.Count} certificates in the CA bundle {(expired.Length == 1 ? "has" : "have")} expired")) with
            {
                Severity = Severity.Info,
                Evidence = expired
                    .Select(authority => new Evidence("expired", $"{Facts.Short(authority)} on {Facts.Instant(authority.NotAfter)}"))
                    .ToValueList(),
            };
        }
    }

    private static IEnumerable<Fault> Many(WebhookFacts facts, CaBundle bundle)
    {
        var most = bundle.Certificates.GroupBy(authority => authority.Subject).MaxBy(alike => alike.Count());
        if (most?.Count() > ManyOfOneName)
        {
            yield return Of(facts, $"the CA bundle holds {Number(most.Count())} certificates called {Facts.Name(most.Key)}, each of which is tried");
        }
        else if (bundle.Certificates.Count > ManyEntries)
        {
            yield return Of(facts, $"the CA bundle holds {Number(bundle.Certificates.Count)} certificates");
        }
    }

    private static Fault Of(WebhookFacts facts, string message) =>
        facts.BundleFault(message) with { Evidence = [new("limit", "an API server makes at most 100 signature checks per call")] };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>What may explain that a served certificate is refused.</summary>
internal static class ServedCauses
{
    /// <summary>Why a pod serves another certificate than it should.</summary>
    public static readonly ValueList<string> Other = ["pod-serves-old-certificate", "selector-too-broad", "replicas-disagree"];

    // what took the right certificate, or the right bundle, away
    private static readonly ValueList<string> Writers =
    [
        "secret-emptied", "secret-missing", "gitops-overwrites", "helm-regenerates", "owner-conflict", "configuration-shared",
    ];

    /// <summary>All that a rule may name: its own reasons' codes, then what makes a pod serve something else.</summary>
    public static ValueList<string> Of(IEnumerable<string> codes) => [.. codes, .. Other, .. Writers];

    /// <summary>Those of one reason, the nearest first.</summary>
    public static ValueList<string> Of(WebhookFacts facts, ServedChain chain, Reason reason)
    {
        var code = ReasonCodes.Of(reason, facts);
        if (chain.Leaf?.Equals(facts.Leaf?.Certificate) is true)
        {
            return Of([code]);
        }

        // the stored certificate's own faults are not this one's; the bundle's are
        var isOld = facts.Endpoints.Old.Any(old => old.Chain == chain);
        var other = isOld ? Other : [.. Other.Where(cause => cause != Other[0]), Other[0]];
        return [.. other, .. Writers, .. code.StartsWith("ca-", StringComparison.Ordinal) ? [code] : Array.Empty<string>()];
    }
}

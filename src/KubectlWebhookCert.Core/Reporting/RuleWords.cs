using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>What is said of rules besides their own words.</summary>
internal static class RuleWords
{
    /// <summary>A group as a heading.</summary>
    public static string Title(RuleGroup group) => group switch
    {
        RuleGroup.Service => "Service and endpoints",
        RuleGroup.Secret => "Serving Secret",
        RuleGroup.ServingCertificate => "Serving certificate",
        RuleGroup.CaBundle => "CA bundle",
        RuleGroup.Served => "Served certificate",
        RuleGroup.Configuration => "Webhook configuration",
        _ => "Other holders of trust",
    };

    /// <summary>Codes that explain a rule's finding, the nearest cause first.</summary>
    public static IEnumerable<string> Causes(Rule rule) => rule.CausedBy.Where(code => code != RootCauses.AnyError);

    /// <summary>Whether it hangs below whatever else is an error.</summary>
    public static bool FollowsFromAnyError(Rule rule) => rule.CausedBy.Contains(RootCauses.AnyError);

    /// <summary>Codes whose findings a rule's finding explains.</summary>
    public static IEnumerable<string> Consequences(Rule rule) =>
        RuleSet.All.Where(other => other.CausedBy.Contains(rule.Code)).Select(other => other.Code);
}

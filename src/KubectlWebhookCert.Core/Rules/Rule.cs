namespace KubectlWebhookCert.Core.Rules;

/// <summary>One thing that can be wrong with a webhook's certificate or with what it depends on.</summary>
/// <param name="Code">Permanent, kebab-case; never used for anything else.</param>
/// <param name="Severity">How bad it is, unless a fault says otherwise.</param>
/// <param name="Group">What it is about.</param>
/// <param name="Summary">One line, lower case, no full stop.</param>
/// <param name="Explanation">What it means and how it comes about, in sentences.</param>
/// <param name="Fix">The runbook: one step each.</param>
public sealed record Rule(
    string Code,
    Severity Severity,
    RuleGroup Group,
    string Summary,
    string Explanation,
    ValueList<string> Fix)
{
    /// <summary>
    /// Codes that explain this one where both are found at the same webhook, the nearest cause first: this finding then hangs under that one.
    /// </summary>
    public ValueList<string> CausedBy { get; init; } = [];

    /// <summary>Where the rule comes from, or empty: a section of an RFC, a page of the Kubernetes documentation.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>Judges one webhook: a pure function. Null for a rule about something else.</summary>
    internal Func<WebhookFacts, Verdict>? Check { get; init; }

    /// <summary>Judges one holder of trust: a pure function. Null for a rule about webhooks.</summary>
    internal Func<TrustFacts, Verdict>? CheckTrust { get; init; }
}

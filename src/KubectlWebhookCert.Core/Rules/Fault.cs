using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>One thing that a rule has found.</summary>
/// <param name="Message">What is wrong, one line: lower case, no full stop, names what it is about.</param>
public sealed record Fault(string Message)
{
    /// <summary>How bad it is; null for the rule's own severity.</summary>
    public Severity? Severity { get; init; }

    /// <summary>The object that it is in; null for the webhook configuration.</summary>
    public ObjectRef? Where { get; init; }

    /// <summary>The field, or the key of a Secret: <c>clientConfig.caBundle</c>, <c>tls.crt</c>; empty where it is the whole object.</summary>
    public string Field { get; init; } = string.Empty;

    /// <summary>What a user can check.</summary>
    public ValueList<Evidence> Evidence { get; init; } = [];

    /// <summary>What the API server says because of this, as it follows <c>Post "https://...": </c>; null where it says nothing.</summary>
    public string? ApiServerText { get; init; }

    /// <summary>Codes that explain this fault; null for those of the rule.</summary>
    public ValueList<string>? CausedBy { get; init; }

    /// <summary>What mends it: a command to type, or something to do.</summary>
    public string? Fix { get; init; }
}

using System.Collections.Immutable;

namespace KubectlWebhookCert.X509.Extensions;

/// <summary>Certificate policies and what limits them (RFC 5280 §4.2.1.4, 4.2.1.5, 4.2.1.11, 4.2.1.14).</summary>
/// <param name="Oids">The policies, dotted, in order.</param>
/// <param name="Mappings">Policies that count as others.</param>
/// <param name="RequireExplicit">After how many certificates a policy is required; null where not said.</param>
/// <param name="InhibitMapping">After how many certificates mappings end; null where not said.</param>
/// <param name="InhibitAny">After how many certificates anyPolicy ends; null where not said.</param>
public sealed record Policies(
    ImmutableArray<string> Oids,
    ImmutableArray<PolicyMapping> Mappings,
    long? RequireExplicit,
    long? InhibitMapping,
    long? InhibitAny)
{
    /// <summary>Nothing said.</summary>
    public static Policies None { get; } = new([], [], null, null, null);
}

using System.Collections.Immutable;

namespace KubectlWebhookCert.X509.Issuing;

/// <summary>What a clone says that its original does not.</summary>
/// <param name="Validity">When it is valid.</param>
public sealed record CloneProfile(Validity Validity)
{
    /// <summary>Names to be added to those of the original, in order; those it has are not written again.</summary>
    public ImmutableArray<GeneralName> AdditionalNames { get; init; } = [];
}

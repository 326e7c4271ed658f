using System.Collections.Immutable;

namespace KubectlWebhookCert.X509.Issuing;

/// <summary>What a new serving certificate is to say.</summary>
/// <param name="Subject">Whom it names.</param>
/// <param name="Names">The names that clients may ask for, in order; one that comes twice is written once.</param>
/// <param name="Validity">When it is valid.</param>
public sealed record LeafProfile(DistinguishedName Subject, ImmutableArray<GeneralName> Names, Validity Validity)
{
    /// <summary>Purposes besides serverAuth, dotted identifiers, for example <c>1.3.6.1.5.5.7.3.2</c> (clientAuth).</summary>
    public ImmutableArray<string> FurtherPurposes { get; init; } = [];
}

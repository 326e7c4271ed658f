using System.Collections.Immutable;

namespace KubectlWebhookCert.X509.Issuing;

/// <summary>What is to be issued in the place of what is there.</summary>
/// <param name="OldLeaf">The leaf to clone.</param>
/// <param name="Authority">A new CA in the place of the old one; null: the old one signs.</param>
/// <param name="LeafKey">What the leaf's key is to be.</param>
/// <param name="LeafEncoding">How that is written.</param>
/// <param name="Names">Names that the leaf is to have besides those it had.</param>
/// <param name="LeafValidity">When it is valid.</param>
public sealed record IssueRequest(
    Certificate OldLeaf,
    AuthorityRequest? Authority,
    KeyAlgorithm LeafKey,
    PrivateKeyEncoding LeafEncoding,
    ImmutableArray<GeneralName> Names,
    Validity LeafValidity);

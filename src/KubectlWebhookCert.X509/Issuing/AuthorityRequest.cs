namespace KubectlWebhookCert.X509.Issuing;

/// <summary>A CA that is to take the place of another.</summary>
/// <param name="Old">The CA to clone, where it signed itself; null where nobody knows it.</param>
/// <param name="Subject">Whom it names where there is nothing to clone.</param>
/// <param name="Key">What its key is to be.</param>
/// <param name="Encoding">How that is written.</param>
/// <param name="Validity">When it is valid.</param>
public sealed record AuthorityRequest(Certificate? Old, DistinguishedName Subject, KeyAlgorithm Key, PrivateKeyEncoding Encoding, Validity Validity)
{
    /// <summary>Whether it is for the key of the old one.</summary>
    public bool KeepKey { get; init; }
}

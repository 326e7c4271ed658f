namespace KubectlWebhookCert.X509.Verification;

/// <summary>
/// Reasons that are taken as mended, to see what comes after them: the same judgement is passed again, without the checks that
/// failed. Never empty-handed: a reason that cannot be mended in thought ends the search.
/// </summary>
internal sealed class Waivers
{
    private readonly HashSet<(Type Kind, string Detail)> mended = [];
    private (Certificate Leaf, string Name)? mendedName;

    /// <summary>Takes a reason as mended.</summary>
    /// <returns>False where nothing more can be said after it.</returns>
    public bool Add(Reason reason)
    {
        mendedName = reason switch
        {
            Reason.NameMismatch mismatch => (mismatch.Certificate, mismatch.ServerName),
            Reason.LegacyCommonName legacy => (legacy.Certificate, legacy.ServerName),
            _ => mendedName,
        };
        return reason is not (Reason.NothingPresented or Reason.CertificateMalformed { Position: 0 } or Reason.SignatureLimit)
            && mended.Add(Key(reason));
    }

    /// <summary>The server name, where a leaf without it is taken as issued for it; else null.</summary>
    public string? MendedName(Certificate certificate) => mendedName is { } name && name.Leaf.Equals(certificate) ? name.Name : null;

    public bool Has<TReason>(Certificate certificate)
        where TReason : Reason => Has<TReason>(certificate.Sha256);

    public bool Has<TReason>(string detail = "")
        where TReason : Reason => mended.Count > 0 && mended.Contains((typeof(TReason), detail));

    /// <summary>Whether the right issuer of a certificate is taken to be in the bundle.</summary>
    public bool TrustsIssuerOf(Certificate certificate) => Has<Reason.UnknownAuthority>(certificate) || Has<Reason.BundleUnreadable>();

    /// <summary>Whether a candidate's signature on a certificate is taken as mended: by a better algorithm, or by a CA that may sign.</summary>
    public bool Signature(Certificate certificate, Certificate candidate) =>
        mended.Count > 0 && mended.Contains((typeof(Reason.UnknownAuthority), certificate.Sha256 + candidate.Sha256));

    private static (Type Kind, string Detail) Key(Reason reason) => (reason.GetType(), reason switch
    {
        Reason.CertificateMalformed malformed => FormattableString.Invariant($"{malformed.Position}"),
        Reason.KeyTooLarge key => key.Certificate.Sha256,
        Reason.UnhandledCriticalExtension unhandled => unhandled.Certificate.Sha256,
        Reason.Expired expired => expired.Certificate.Sha256,
        Reason.NotYetValid early => early.Certificate.Sha256,
        Reason.UnknownAuthority { KeepsCandidate: true, Candidate: { } candidate } unknown => unknown.Certificate.Sha256 + candidate.Sha256,
        Reason.UnknownAuthority unknown => unknown.Certificate.Sha256,
        Reason.NotAuthorizedToSign unauthorized => unauthorized.Certificate.Sha256,
        Reason.TooManyIntermediates many => many.Certificate.Sha256,
        _ => "",
    });
}

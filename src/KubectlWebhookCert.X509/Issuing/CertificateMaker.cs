namespace KubectlWebhookCert.X509.Issuing;

/// <summary>Makes keys and certificates as they were asked for.</summary>
public static class CertificateMaker
{
    /// <summary>Makes a leaf and, if asked for, a CA that signs it.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="authority">The old CA with its key; needed where no new key is asked for.</param>
    /// <exception cref="IssuingException">There is nobody to sign, or a name or key cannot be made.</exception>
    public static IssuedMaterial Make(IssueRequest request, CertificateAuthority? authority)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Authority is not { KeepKey: false } wanted)
        {
            return authority is null
                ? throw new IssuingException(IssuingProblem.AuthorityMissing, "the private key of the CA is not at hand")
                : Leaf(request, request.Authority is { } renewed ? Renew(authority, renewed) : authority, null);
        }

        using var key = SigningKey.Generate(wanted.Key);
        var certificate = wanted.Old is { } old
            ? CertificateClone.IssueSelfSigned(old, new CloneProfile(wanted.Validity), key)
            : CertificateIssuer.IssueAuthority(wanted.Subject, wanted.Validity, key);
        return Leaf(request, new CertificateAuthority(certificate, key), new PrivateKeyText(key.ExportPem(wanted.Encoding)));
    }

    private static CertificateAuthority Renew(CertificateAuthority authority, AuthorityRequest wanted) =>
        new(CertificateClone.IssueSelfSigned(authority.Certificate, new CloneProfile(wanted.Validity), authority.Key), authority.Key);

    private static IssuedMaterial Leaf(IssueRequest request, CertificateAuthority authority, PrivateKeyText? authorityKey)
    {
        using var key = SigningKey.Generate(request.LeafKey);
        var profile = new CloneProfile(request.LeafValidity) { AdditionalNames = request.Names };
        return new IssuedMaterial(
            authority.Certificate,
            authorityKey,
            CertificateClone.Issue(request.OldLeaf, profile, key.PublicKey, authority),
            new PrivateKeyText(key.ExportPem(request.LeafEncoding)));
    }
}

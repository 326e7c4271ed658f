namespace KubectlWebhookCert.X509.Verification;

/// <summary>Certificates to build chains from, as Go's <c>x509.CertPool</c>: each once, in the order they came.</summary>
internal sealed class CertificatePool
{
    private readonly HashSet<Certificate> certificates = [];
    private readonly Dictionary<DistinguishedName, List<Certificate>> bySubject = [];

    public CertificatePool(IEnumerable<Certificate> members)
    {
        foreach (var certificate in members)
        {
            Add(certificate);
        }
    }

    public bool IsEmpty => certificates.Count == 0;

    public bool Contains(Certificate certificate) => certificates.Contains(certificate);

    /// <summary>Those with the issuer's name: first those whose key id is the one named, then those where one side names none, then the others.</summary>
    public IEnumerable<Certificate> FindPotentialParents(Certificate certificate) =>
        bySubject.TryGetValue(certificate.Issuer, out var found)
            ? found.Count == 1 ? found : found.OrderBy(candidate => Rank(candidate.SubjectKeyId.Span, certificate.AuthorityKeyId.Span))
            : [];

    private static int Rank(ReadOnlySpan<byte> own, ReadOnlySpan<byte> wanted) =>
        own.SequenceEqual(wanted) ? 0 : own.IsEmpty || wanted.IsEmpty ? 1 : 2;

    private void Add(Certificate certificate)
    {
        if (!certificates.Add(certificate))
        {
            return;
        }

        if (!bySubject.TryGetValue(certificate.Subject, out var namesakes))
        {
            bySubject[certificate.Subject] = namesakes = [];
        }

        namesakes.Add(certificate);
    }
}

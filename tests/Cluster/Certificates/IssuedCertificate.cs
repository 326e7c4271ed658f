using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A draft made into a certificate, with its key.</summary>
internal sealed class IssuedCertificate
{
    private IssuedCertificate(CertificateDraft draft, IssuedCertificate? issuer)
    {
        Key = TestKey.Make(draft.Key);
        Subject = new X500DistinguishedName(draft.CommonName is null ? "" : "CN=" + draft.CommonName);
        using var signingKey = (issuer?.Key ?? Key).Open();
        var extensions = DraftExtensions.Of(draft, Key.PublicKey, issuer?.Key.PublicKey);
        Der = new DraftWriter(draft, Subject, Key.PublicKey, extensions)
            .Sign((issuer ?? this).Subject, new DraftSigner(signingKey, draft.IsSha1));
    }

    public ReadOnlyMemory<byte> Der { get; }

    public string Pem => PemEncoding.WriteString("CERTIFICATE", Der.Span) + "\n";

    public TestKey Key { get; }

    private X500DistinguishedName Subject { get; }

    public static IssuedCertificate SelfSigned(CertificateDraft draft) => new(draft, null);

    /// <summary>Signs, whether this one may or not.</summary>
    public IssuedCertificate Issue(CertificateDraft draft) => new(draft, this);
}

using System.Collections.Immutable;
using KubectlWebhookCert.X509.Extensions;
using KubectlWebhookCert.X509.Keys;

namespace KubectlWebhookCert.X509.Issuing;

/// <summary>Issues certificates as RFC 5280 §4 profiles them.</summary>
public static class CertificateIssuer
{
    private const string ServerAuth = "1.3.6.1.5.5.7.3.1";

    /// <summary>A new CA, signed by itself.</summary>
    /// <param name="subject">Whom it names; not empty.</param>
    /// <param name="validity">When it is valid.</param>
    /// <param name="key">Its key.</param>
    /// <exception cref="IssuingException">The subject is empty.</exception>
    public static Certificate IssueAuthority(DistinguishedName subject, Validity validity, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(validity);
        ArgumentNullException.ThrowIfNull(key);
        if (subject.IsEmpty)
        {
            throw new IssuingException(IssuingProblem.NameMalformed, "the subject of a CA is empty");
        }

        var keyId = ExtensionWriter.KeyIdOf(key.PublicKey);
        ImmutableArray<CertificateExtension> extensions =
        [
            ExtensionWriter.KeyUsage(KeyUsages.DigitalSignature | KeyUsages.CertSign | KeyUsages.CrlSign),
            ExtensionWriter.BasicConstraints(isCa: true),
            ExtensionWriter.SubjectKeyId(keyId),
            ExtensionWriter.AuthorityKeyId(keyId),
        ];
        return new CertificateContents(3, subject.Raw, validity, subject.Raw, key.PublicKey.Raw, extensions).Sign(key);
    }

    /// <summary>A new serving certificate, signed by a CA.</summary>
    /// <param name="profile">What it says.</param>
    /// <param name="key">The key it is about.</param>
    /// <param name="authority">Who signs.</param>
    /// <exception cref="IssuingException">A name cannot be written, or there is neither a subject nor a name.</exception>
    public static Certificate IssueLeaf(LeafProfile profile, PublicKey key, CertificateAuthority authority)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(authority);
        var signer = authority.Certificate;
        ImmutableArray<CertificateExtension> extensions = [.. LeafExtensions(profile, key, signer)];
        return new CertificateContents(3, signer.Subject.Raw, profile.Validity, profile.Subject.Raw, key.Raw, extensions)
            .Sign(authority.Key);
    }

    private static IEnumerable<CertificateExtension> LeafExtensions(LeafProfile profile, PublicKey key, Certificate signer)
    {
        // Only RSA keys take part in a key exchange by encryption.
        var usages = KeyUsages.DigitalSignature | (key.Kind == PublicKeyKind.Rsa ? KeyUsages.KeyEncipherment : KeyUsages.None);
        yield return ExtensionWriter.KeyUsage(usages);
        yield return ExtensionWriter.ExtendedKeyUsage([ServerAuth, .. profile.FurtherPurposes]);
        yield return ExtensionWriter.BasicConstraints(isCa: false);
        yield return ExtensionWriter.SubjectKeyId(ExtensionWriter.KeyIdOf(key));
        if (!signer.SubjectKeyId.IsEmpty)
        {
            yield return ExtensionWriter.AuthorityKeyId(signer.SubjectKeyId);
        }

        if (!profile.Names.IsEmpty)
        {
            yield return ExtensionWriter.SubjectAltName(default, profile.Names, isCritical: profile.Subject.IsEmpty);
        }
        else if (profile.Subject.IsEmpty)
        {
            throw new IssuingException(IssuingProblem.NameMalformed, "a certificate without a subject needs a name");
        }
    }
}

using System.Collections.Immutable;
using KubectlWebhookCert.X509.Der;
using KubectlWebhookCert.X509.Extensions;
using KubectlWebhookCert.X509.Keys;

namespace KubectlWebhookCert.X509.Issuing;

/// <summary>
/// A certificate in the place of another: the same subject and extensions, byte for byte, but for the key identifiers, which follow
/// the keys. Validity and serial number are new. So a clone of a CA and its original can stand in one bundle.
/// </summary>
public static class CertificateClone
{
    /// <summary>The clone of a certificate that signed itself.</summary>
    /// <param name="original">A certificate whose issuer is its subject, and whose key identifiers, if it has both, are the same.</param>
    /// <param name="profile">What is different.</param>
    /// <param name="key">Its key: the original's, or a new one, best of <see cref="KeyAlgorithm.Like"/>.</param>
    /// <exception cref="IssuingException">The original was signed by another, or a name cannot be written.</exception>
    public static Certificate IssueSelfSigned(Certificate original, CloneProfile profile, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(key);
        if (!SignedItself(original))
        {
            throw new IssuingException(IssuingProblem.AuthorityMissing, $"{original} was signed by a CA, so a CA has to sign its clone");
        }

        var keyId = SubjectKeyId(original, key.PublicKey);
        return Contents(original, profile, key.PublicKey, original.Subject.Raw, keyId).Sign(key);
    }

    /// <summary>The clone of a certificate that a CA signed.</summary>
    /// <param name="original">Any certificate.</param>
    /// <param name="profile">What is different.</param>
    /// <param name="key">The key it is about: the original's, or a new one, best of <see cref="KeyAlgorithm.Like"/>.</param>
    /// <param name="authority">Who signs: the CA of the original, its clone, or another.</param>
    /// <exception cref="IssuingException">A name cannot be written.</exception>
    public static Certificate Issue(Certificate original, CloneProfile profile, PublicKey key, CertificateAuthority authority)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(authority);
        var signer = authority.Certificate;
        return Contents(original, profile, key, signer.Subject.Raw, signer.SubjectKeyId).Sign(authority.Key);
    }

    // A CA may sign a certificate of its own name, for another key.
    private static bool SignedItself(Certificate original) => original.IsSelfIssued
        && (original.AuthorityKeyId.IsEmpty || original.SubjectKeyId.IsEmpty
            || original.AuthorityKeyId.Span.SequenceEqual(original.SubjectKeyId.Span));

    private static CertificateContents Contents(
        Certificate original, CloneProfile profile, PublicKey key, ReadOnlyMemory<byte> issuer, ReadOnlyMemory<byte> authorityKeyId)
    {
        var extensions = CloneExtensions(original, profile, key, authorityKeyId);

        // A CA of version 1 would be none in version 3, which has to say that it is one.
        var version = extensions.IsEmpty ? original.Version : 3;
        return new CertificateContents(version, issuer, profile.Validity, original.Subject.Raw, key.Raw, extensions);
    }

    private static ImmutableArray<CertificateExtension> CloneExtensions(
        Certificate original, CloneProfile profile, PublicKey key, ReadOnlyMemory<byte> authorityKeyId)
    {
        var names = Missing(original, profile.AdditionalNames);
        var extensions = ImmutableArray.CreateBuilder<CertificateExtension>();
        foreach (var extension in original.Extensions)
        {
            switch (extension.Oid)
            {
                case ExtensionOids.SubjectKeyId:
                    extensions.Add(ExtensionWriter.SubjectKeyId(SubjectKeyId(original, key)));
                    break;

                // Without an identifier there is nothing to point to. Issuer and serial number, which some add, would be those of another.
                case ExtensionOids.AuthorityKeyId when authorityKeyId.IsEmpty:
                    break;
                case ExtensionOids.AuthorityKeyId:
                    extensions.Add(ExtensionWriter.AuthorityKeyId(authorityKeyId));
                    break;
                case ExtensionOids.SubjectAltName when !names.IsEmpty:
                    extensions.Add(ExtensionWriter.SubjectAltName(ListedNames(extension), names, extension.IsCritical));
                    break;
                default:
                    extensions.Add(extension);
                    break;
            }
        }

        if (!names.IsEmpty && original.FindExtension(ExtensionOids.SubjectAltName) is null)
        {
            extensions.Add(ExtensionWriter.SubjectAltName(default, names, isCritical: original.Subject.IsEmpty));
        }

        return extensions.ToImmutable();
    }

    /// <summary>The same key keeps its identifier, however that was made: certificates that it signed point to it.</summary>
    private static ReadOnlyMemory<byte> SubjectKeyId(Certificate original, PublicKey key) =>
        !original.SubjectKeyId.IsEmpty && original.PublicKey.Equals(key) ? original.SubjectKeyId : ExtensionWriter.KeyIdOf(key);

    private static ReadOnlyMemory<byte> ListedNames(CertificateExtension extension) =>
        new DerReader(extension.Value).Read(DerTag.Sequence, "invalid subject alternative names").Content;

    private static ImmutableArray<GeneralName> Missing(Certificate original, ImmutableArray<GeneralName> wanted)
    {
        var present = original.AlternativeNames.DnsNames.Select(GeneralName (name) => new GeneralName.Dns(name))
            .Concat(original.AlternativeNames.Addresses.Select(address => new GeneralName.Address(address)))
            .Select(name => name.Key)
            .ToHashSet(StringComparer.Ordinal);
        return [.. wanted.Where(name => !present.Contains(name.Key))];
    }
}

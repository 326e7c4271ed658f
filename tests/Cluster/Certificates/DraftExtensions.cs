using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The extensions of a draft.</summary>
internal static class DraftExtensions
{
    private const string SubjectAlternativeName = "2.5.29.17";
    private const string NameConstraints = "2.5.29.30";
    private const string Unknown = "1.3.6.1.4.1.99999.1"; // under an enterprise number that nobody has

    private static readonly Asn1Tag DnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag IpAddress = new(TagClass.ContextSpecific, 7);
    private static readonly Asn1Tag PermittedSubtrees = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <param name="draft">What to say.</param>
    /// <param name="key">The certificate's own.</param>
    /// <param name="issuer">The issuer's key; null: self-signed.</param>
    public static IEnumerable<X509Extension> Of(CertificateDraft draft, PublicKey key, PublicKey? issuer)
    {
        if (draft.IsCa is { } isCa)
        {
            yield return new X509BasicConstraintsExtension(isCa, draft.PathLength.HasValue, draft.PathLength ?? 0, critical: true);
        }
        if (draft.KeyUsage != X509KeyUsageFlags.None)
        {
            yield return new X509KeyUsageExtension(draft.KeyUsage, critical: true);
        }
        if (draft.Purposes.Count > 0)
        {
            yield return new X509EnhancedKeyUsageExtension([.. draft.Purposes.Select(oid => new Oid(oid))], critical: false);
        }
        if (draft.Names.Count > 0)
        {
            yield return Written(SubjectAlternativeName, critical: false, writer => WriteNames(writer, draft.Names));
        }
        if (draft.PermittedDomain is { } domain)
        {
            yield return Written(NameConstraints, critical: true, writer => WritePermitted(writer, domain));
        }
        if (draft.HasUnknownCritical)
        {
            yield return Written(Unknown, critical: true, writer => writer.WriteNull());
        }
        yield return new X509SubjectKeyIdentifierExtension(key, critical: false);
        if (issuer is not null)
        {
            yield return X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(
                new X509SubjectKeyIdentifierExtension(issuer, critical: false));
        }
    }

    // Not by the platform's builder, which makes names presentable.
    private static void WriteNames(AsnWriter writer, IReadOnlyList<string> names)
    {
        using var sequence = writer.PushSequence();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                writer.WriteOctetString(address.GetAddressBytes(), IpAddress);
            }
            else
            {
                writer.WriteCharacterString(UniversalTagNumber.IA5String, name, DnsName);
            }
        }
    }

    private static void WritePermitted(AsnWriter writer, string domain)
    {
        using var constraints = writer.PushSequence();
        using var permitted = writer.PushSequence(PermittedSubtrees);
        using var subtree = writer.PushSequence();
        writer.WriteCharacterString(UniversalTagNumber.IA5String, domain, DnsName);
    }

    private static X509Extension Written(string oid, bool critical, Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        write(writer);
        return new X509Extension(oid, writer.Encode(), critical);
    }
}

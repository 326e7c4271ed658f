using System.Collections.Immutable;
using KubectlWebhookCert.X509.Der;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Extensions;

/// <summary>The extensions of a certificate: all of them as they lie there, then those that Go handles, in their order.</summary>
internal static class ExtensionsParser
{
    public static ImmutableArray<CertificateExtension> Read(
        DerElement extensions, ExtensionFacts facts, List<ParserRefusal> refusals)
    {
        var found = ImmutableArray.CreateBuilder<CertificateExtension>();
        var values = new List<DerElement>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var reader = extensions.Reader.ReadSequence("malformed extensions");
        while (!reader.IsEmpty)
        {
            var extension = reader.Read(DerTag.Sequence, "malformed extension");
            var fields = extension.Reader;
            var oid = fields.ReadObjectIdentifier("malformed extension OID field", refusals);
            var isCritical = fields.NextIs(DerTag.Boolean) && fields.ReadBoolean("malformed extension critical field");
            var value = fields.Read(DerTag.OctetString, "malformed extension value field");
            if (!seen.Add(oid))
            {
                refusals.Add(ParserRefusal.Until(GoChanges.DuplicateExtensionsAreNamed, "certificate contains duplicate extensions"));
                throw new DerFormatException($"certificate contains duplicate extension with OID \"{oid}\"", extension.Start);
            }

            found.Add(new CertificateExtension(oid, isCritical, value.Content));
            values.Add(value);
        }

        for (var i = 0; i < values.Count; i++)
        {
            ExtensionParser.Read(found[i], values[i], facts, refusals);
        }

        return found.ToImmutable();
    }
}

using KubectlWebhookCert.X509.Der;
using KubectlWebhookCert.X509.Names;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Extensions;

/// <summary>
/// One extension, as far as Go reads it: what follows the part it looks at is not judged. An extension it does not handle counts
/// if it is critical.
/// </summary>
internal static class ExtensionParser
{
    public static void Read(CertificateExtension extension, DerElement value, ExtensionFacts facts, List<ParserRefusal> refusals)
    {
        if (!IsHandled(extension, value, facts, refusals) && extension.IsCritical)
        {
            facts.UnhandledCritical.Add(extension.Oid);
        }
    }

    private static bool IsHandled(CertificateExtension extension, DerElement value, ExtensionFacts facts, List<ParserRefusal> refusals)
    {
        var reader = value.Reader;
        switch (extension.Oid)
        {
            case ExtensionOids.KeyUsage:
                facts.KeyUsage = ReadKeyUsage(ref reader);
                return true;
            case ExtensionOids.BasicConstraints:
                facts.BasicConstraints = ReadBasicConstraints(reader, refusals);
                return true;
            case ExtensionOids.SubjectAltName:
                facts.AlternativeNames = AlternativeNamesParser.Read(reader, refusals);
                return facts.AlternativeNames.HasReadable;
            case ExtensionOids.NameConstraints:
                facts.NameConstraints = NameConstraintsParser.Read(reader, extension.IsCritical, refusals);
                return facts.NameConstraints.Permitted.Others.IsEmpty && facts.NameConstraints.Excluded.Others.IsEmpty;
            case ExtensionOids.ExtendedKeyUsage:
                facts.ExtendedKeyUsage = IdentifierListParser.ReadUsages(reader, refusals);
                return true;
            case ExtensionOids.SubjectKeyId:
                RefuseCritical(extension, "subject key identifier", refusals);
                facts.SubjectKeyId = reader.Read(DerTag.OctetString, "invalid subject key identifier").Content;
                return true;
            case ExtensionOids.AuthorityKeyId:
                RefuseCritical(extension, "authority key identifier", refusals);
                facts.AuthorityKeyId = ReadAuthorityKeyId(reader);
                return true;
            case ExtensionOids.CrlDistributionPoints:
                LocationParser.CheckDistributionPoints(reader);
                return true;
            case ExtensionOids.AuthorityInfoAccess:
                RefuseCritical(extension, "authority info access", refusals);
                LocationParser.CheckAuthorityAccess(reader, refusals);
                return true;
            default:
                return PolicyParser.IsHandled(extension.Oid, reader, facts, refusals);
        }
    }

    private static void RefuseCritical(CertificateExtension extension, string name, List<ParserRefusal> refusals)
    {
        if (extension.IsCritical)
        {
            refusals.Add(ParserRefusal.Since(GoChanges.CriticalKeyIdsAreRefused, $"{name} incorrectly marked critical"));
        }
    }

    private static KeyUsages ReadKeyUsage(ref DerReader reader)
    {
        var bits = reader.ReadBits("invalid key usage");
        var usage = 0;
        for (var bit = 0; bit < 9; bit++)
        {
            usage |= bits.IsSet(bit) ? 1 << bit : 0;
        }

        return (KeyUsages)usage;
    }

    private static BasicConstraints ReadBasicConstraints(DerReader reader, List<ParserRefusal> refusals)
    {
        const string Malformed = "invalid basic constraints";
        var part = "a";
        try
        {
            var fields = reader.ReadSequence(Malformed);
            part = "b";
            var isCa = fields.NextIs(DerTag.Boolean) && fields.ReadBoolean(Malformed);
            part = "c";
            return new BasicConstraints(isCa, fields.NextIs(DerTag.WholeNumber) ? ReadPathLength(ref fields, refusals) : null);
        }
        catch (DerFormatException)
        {
            refusals.Add(ParserRefusal.Until(GoChanges.BasicConstraintsHaveOneText, $"{Malformed} {part}"));
            throw;
        }
    }

    private static int? ReadPathLength(ref DerReader fields, List<ParserRefusal> refusals)
    {
        const string Malformed = "invalid basic constraints";
        var length = fields.ReadLong(Malformed);
        if (length < 0)
        {
            refusals.Add(ParserRefusal.Since(GoChanges.NegativePathLengthsAreRefused, Malformed));
            return null;
        }

        return (int)Math.Min(length, int.MaxValue);
    }

    private static ReadOnlyMemory<byte> ReadAuthorityKeyId(DerReader reader)
    {
        const string Malformed = "invalid authority key identifier";
        var fields = reader.ReadSequence(Malformed);
        return fields.NextIs(DerTag.Context(0)) ? fields.ReadAny(Malformed).Content : default;
    }
}

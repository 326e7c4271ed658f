using System.Collections.Immutable;
using KubectlWebhookCert.X509.Der;

namespace KubectlWebhookCert.X509.Names;

/// <summary>Name (RFC 5280 §4.1.2.4) as Go's parser reads it: every value must be a character string.</summary>
internal static class NameParser
{
    private const string Malformed = "invalid RDNSequence";

    public static DistinguishedName Read(DerElement name, List<ParserRefusal> refusals)
    {
        var parts = ImmutableArray.CreateBuilder<NamePart>();
        var relativeNames = name.Reader;
        while (!relativeNames.IsEmpty)
        {
            var attributes = relativeNames.Read(DerTag.Set, Malformed).Reader;
            while (!attributes.IsEmpty)
            {
                var attribute = attributes.Read(DerTag.Sequence, $"{Malformed}: invalid attribute").Reader;
                var oid = attribute.ReadObjectIdentifier($"{Malformed}: invalid attribute type");
                var element = attribute.ReadAny($"{Malformed}: invalid attribute value");
                var value = DerText.Read(element, out var problem)
                    ?? throw new DerFormatException($"{Malformed}: invalid attribute value: {problem}", element.Start);
                parts.Add(new NamePart(oid, value));
                if (element.Tag == DerTag.BmpText && DerText.HasReservedUnits(element.Content.Span))
                {
                    refusals.Add(new ParserRefusal($"{Malformed}: invalid attribute value: invalid BMPString", 25, null));
                }
            }
        }

        return new DistinguishedName(name.Whole, parts.ToImmutable());
    }

    /// <summary>The same where Go does not look: null for what cannot be read.</summary>
    public static DistinguishedName? TryRead(ReadOnlyMemory<byte> encoding)
    {
        try
        {
            var reader = new DerReader(encoding);
            return Read(reader.Read(DerTag.Sequence, Malformed), []);
        }
        catch (DerFormatException)
        {
            return null;
        }
    }
}

using System.Collections.Immutable;
using KubectlWebhookCert.X509.Der;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Names;

/// <summary>Name (RFC 5280 §4.1.2.4) as Go's parser reads it: every value must be a character string, for Go up to 1.26.</summary>
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
                var oid = attribute.ReadObjectIdentifier($"{Malformed}: invalid attribute type", refusals);
                var element = ReadAny(ref attribute, refusals);
                parts.Add(ReadValue(oid, element, refusals));
                if (element.Tag == DerTag.BmpText && DerText.HasReservedUnits(element.Content.Span))
                {
                    refusals.Add(ParserRefusal.Since(GoChanges.ReservedBmpUnitsAreRefused, $"{Malformed}: invalid attribute value: invalid BMPString"));
                }
            }
        }

        return new DistinguishedName(name.Whole, parts.ToImmutable());
    }

    private static DerElement ReadAny(ref DerReader attribute, List<ParserRefusal> refusals)
    {
        const string What = $"{Malformed}: invalid attribute value";
        try
        {
            return attribute.ReadAny(What);
        }
        catch (DerFormatException)
        {
            refusals.Add(ParserRefusal.Since(GoChanges.NamesMayHoldAnyValue, $"{What}: invalid ASN.1 element"));
            throw;
        }
    }

    private static NamePart ReadValue(string oid, DerElement element, List<ParserRefusal> refusals)
    {
        if (DerText.Read(element, out var problem) is { } text)
        {
            return new NamePart(oid, text, IsText: true) { Teletex = element.Tag == DerTag.TeletexText ? element.Content : default };
        }

        var what = $"{Malformed}: invalid attribute value: {problem}";
        if (DerText.IsText(element.Tag))
        {
            throw new DerFormatException(what, element.Start);
        }

        refusals.Add(ParserRefusal.Until(GoChanges.NamesMayHoldAnyValue, what));
        if (DerValue.Judge(element) is { } malformed)
        {
            refusals.Add(ParserRefusal.Since(GoChanges.NamesMayHoldAnyValue, $"{Malformed}: invalid attribute value: {malformed}"));
        }

        return new NamePart(oid, $"#{Convert.ToHexStringLower(element.Whole.Span)}", IsText: false);
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

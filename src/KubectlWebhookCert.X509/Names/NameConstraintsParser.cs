using System.Collections.Immutable;
using System.Net;
using System.Numerics;
using KubectlWebhookCert.X509.Der;

namespace KubectlWebhookCert.X509.Names;

/// <summary>nameConstraints. Subtrees of the four kinds that Go judges must be right.</summary>
internal static class NameConstraintsParser
{
    private const string Malformed = "invalid NameConstraints extension";

    public static NameConstraints Read(DerReader value, bool isCritical)
    {
        var start = value.Offset;
        var constraints = value.ReadSequence(Malformed);
        DerElement? permitted = constraints.NextIs(DerTag.Constructed(0)) ? constraints.ReadAny(Malformed) : null;
        DerElement? excluded = constraints.NextIs(DerTag.Constructed(1)) ? constraints.ReadAny(Malformed) : null;
        if (!value.IsEmpty || !constraints.IsEmpty)
        {
            throw new DerFormatException(Malformed, start);
        }

        if (permitted is not { Content.IsEmpty: false } && excluded is not { Content.IsEmpty: false })
        {
            throw new DerFormatException("empty name constraints extension", start);
        }

        return new NameConstraints(isCritical, ReadSubtrees(permitted), ReadSubtrees(excluded));
    }

    private static NameSubtrees ReadSubtrees(DerElement? element)
    {
        if (element is null)
        {
            return NameSubtrees.None;
        }

        var dnsDomains = ImmutableArray.CreateBuilder<string>();
        var addressRanges = ImmutableArray.CreateBuilder<AddressRange>();
        var emailAddresses = ImmutableArray.CreateBuilder<string>();
        var uriDomains = ImmutableArray.CreateBuilder<string>();
        var others = ImmutableArray.CreateBuilder<RawName>();
        var subtrees = element.Value.Reader;
        while (!subtrees.IsEmpty)
        {
            var name = subtrees.ReadSequence(Malformed).ReadAny(Malformed);
            switch (name.Tag)
            {
                case 0x81:
                    emailAddresses.Add(ReadText(name, "rfc822Name", IsMailConstraint));
                    break;
                case 0x82:
                    dnsDomains.Add(ReadText(name, "dnsName", domain => DomainLabels.AreValidConstraint(domain)));
                    break;
                case 0x86:
                    uriDomains.Add(ReadText(name, "URI", IsUriConstraint));
                    break;
                case 0x87:
                    addressRanges.Add(ReadRange(name));
                    break;
                default:
                    others.Add(new RawName(name.Tag & 0x1f, name.Whole));
                    break;
            }
        }

        return new NameSubtrees(
            dnsDomains.ToImmutable(),
            addressRanges.ToImmutable(),
            emailAddresses.ToImmutable(),
            uriDomains.ToImmutable(),
            others.ToImmutable());
    }

    private static string ReadText(DerElement name, string kind, Predicate<string> isValid)
    {
        var text = DerText.ReadIa5(name.Content.Span) ?? throw new DerFormatException("invalid constraint value", name.Start);
        return isValid(text) ? text : throw new DerFormatException($"failed to parse {kind} constraint", name.Start);
    }

    private static bool IsMailConstraint(string constraint) => constraint.Contains('@', StringComparison.Ordinal)
        ? Mailbox.Parse(constraint) is not null
        : DomainLabels.AreValidConstraint(constraint);

    /// <summary>Go refuses addresses here, in the four-part and the colon form.</summary>
    private static bool IsUriConstraint(string constraint)
    {
        var looksLikeAddress = constraint.Count(character => character == '.') == 3 || constraint.Contains(':', StringComparison.Ordinal);
        return !(looksLikeAddress && !constraint.Contains('%', StringComparison.Ordinal) && IPAddress.TryParse(constraint, out _))
            && DomainLabels.AreValidConstraint(constraint);
    }

    private static AddressRange ReadRange(DerElement name)
    {
        var octets = name.Content.Span;
        if (octets.Length is not (8 or 32))
        {
            throw new DerFormatException($"IP constraint contained value of length {octets.Length}", name.Start);
        }

        var half = octets.Length / 2;
        var mask = octets[half..];
        var ones = 0;
        foreach (var octet in mask)
        {
            ones += BitOperations.PopCount(octet);
        }

        // A mask is right if it is what its number of ones makes of it.
        for (var i = 0; i < half; i++)
        {
            if (mask[i] != (byte)~(0xff >> Math.Clamp(ones - (8 * i), 0, 8)))
            {
                throw new DerFormatException($"IP constraint contained invalid mask {Convert.ToHexStringLower(mask)}", name.Start);
            }
        }

        return new AddressRange(new IPAddress(octets[..half]), ones);
    }
}

using System.Collections.Immutable;
using System.Net;
using System.Numerics;
using KubectlWebhookCert.X509.Der;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Names;

/// <summary>nameConstraints. Subtrees of the four kinds that Go judges must be right.</summary>
internal static class NameConstraintsParser
{
    private const string Malformed = "invalid NameConstraints extension";

    public static NameConstraints Read(DerReader value, bool isCritical, List<ParserRefusal> refusals)
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

        return new NameConstraints(isCritical, ReadSubtrees(permitted, refusals), ReadSubtrees(excluded, refusals));
    }

    private static NameSubtrees ReadSubtrees(DerElement? element, List<ParserRefusal> refusals)
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
                    emailAddresses.Add(ReadMail(name, refusals));
                    break;
                case 0x82:
                    dnsDomains.Add(ReadDomain(name, "dnsName", refusals));
                    break;
                case 0x86:
                    uriDomains.Add(ReadUriDomain(name, refusals));
                    break;
                case 0x87:
                    addressRanges.Add(ReadRange(name, refusals));
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

    private static string ReadText(DerElement name) => DerText.ReadIa5(name.Content.Span)
        ?? throw new DerFormatException(
            $"invalid constraint value: x509: {GoText.Quote(name.Content.Span)} cannot be encoded as an IA5String", name.Start);

    private static string ReadDomain(DerElement name, string kind, List<ParserRefusal> refusals)
    {
        var domain = ReadText(name);
        if (!DomainLabels.AreValidConstraint(domain))
        {
            throw new DerFormatException(What(), name.Start);
        }

        if (domain.StartsWith("..", StringComparison.Ordinal))
        {
            refusals.Add(ParserRefusal.Since(GoChanges.LeadingDotIsLabel, What()));
        }

        if (domain == ".")
        {
            refusals.Add(ParserRefusal.Since(GoChanges.LoneDotIsRefused, What()));
        }

        return domain;

        string What() => $"failed to parse {kind} constraint {GoText.Quote(domain)}";
    }

    private static string ReadMail(DerElement name, List<ParserRefusal> refusals)
    {
        const string Kind = "rfc822Name";
        var address = ReadText(name);
        if (!address.Contains('@', StringComparison.Ordinal))
        {
            return ReadDomain(name, Kind, refusals);
        }

        var what = $"failed to parse {Kind} constraint {GoText.Quote(address)}";
        var mailbox = Mailbox.Parse(address) ?? throw new DerFormatException(what, name.Start);
        if (mailbox.Domain.StartsWith('.'))
        {
            refusals.Add(ParserRefusal.Since(GoChanges.LeadingDotIsLabel, what));
        }

        if (mailbox.Domain.Contains('@', StringComparison.Ordinal))
        {
            refusals.Add(ParserRefusal.Since(GoChanges.MailDomainHasNoAt, what));
        }

        return address;
    }

    /// <summary>Go refuses addresses here.</summary>
    private static string ReadUriDomain(DerElement name, List<ParserRefusal> refusals)
    {
        const string Kind = "URI";
        var domain = ReadText(name);
        return ServerAddress.Parse(domain) is null
            ? ReadDomain(name, Kind, refusals)
            : throw new DerFormatException($"failed to parse {Kind} constraint {GoText.Quote(domain)}: cannot be IP address", name.Start);
    }

    private static AddressRange ReadRange(DerElement name, List<ParserRefusal> refusals)
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

        var address = new IPAddress(octets[..half]);
        if (address.IsIPv4MappedToIPv6)
        {
            refusals.Add(ParserRefusal.Since(GoChanges.MappedAddressesAreRefused, "IP constraint contained IPv4-mapped IPv6 address"));
        }

        return new AddressRange(address, ones);
    }
}

using System.Collections.Immutable;
using System.Net;
using KubectlWebhookCert.X509.Der;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Names;

/// <summary>subjectAltName. Names of the four kinds that Go looks at must be right, the others may be anything.</summary>
internal static class AlternativeNamesParser
{
    public static AlternativeNames Read(DerReader value, List<ParserRefusal> refusals)
    {
        var dnsNames = ImmutableArray.CreateBuilder<string>();
        var addresses = ImmutableArray.CreateBuilder<IPAddress>();
        var emailAddresses = ImmutableArray.CreateBuilder<string>();
        var uris = ImmutableArray.CreateBuilder<string>();
        var directoryNames = ImmutableArray.CreateBuilder<DistinguishedName>();
        var others = ImmutableArray.CreateBuilder<RawName>();
        var names = value.ReadSequence("invalid subject alternative names");
        while (!names.IsEmpty)
        {
            var name = names.ReadAny("invalid subject alternative name");
            switch (name.Tag)
            {
                case 0x81:
                    emailAddresses.Add(ReadText(name, "SAN rfc822Name is malformed"));
                    break;
                case 0x82:
                    dnsNames.Add(ReadText(name, "SAN dNSName is malformed"));
                    break;
                case 0x86:
                    uris.Add(ReadUri(name, refusals));
                    break;
                case 0x87:
                    addresses.Add(ReadAddress(name, refusals));
                    break;
                case 0xa4 when NameParser.TryRead(name.Content) is { } directoryName:
                    directoryNames.Add(directoryName);
                    break;
                default:
                    others.Add(new RawName(name.Tag & 0x1f, name.Whole));
                    break;
            }
        }

        return new AlternativeNames(
            dnsNames.ToImmutable(),
            addresses.ToImmutable(),
            emailAddresses.ToImmutable(),
            uris.ToImmutable(),
            directoryNames.ToImmutable(),
            others.ToImmutable());
    }

    private static string ReadText(DerElement name, string what) =>
        DerText.ReadIa5(name.Content.Span) ?? throw new DerFormatException(what, name.Start);

    private static string ReadUri(DerElement name, List<ParserRefusal> refusals)
    {
        var uri = ReadText(name, "SAN uniformResourceIdentifier is malformed");
        if (UriName.IsPlain(uri))
        {
            return uri;
        }

        var eras = GoChanges.UriEras;
        var refusing = eras.Count(version => UriName.Judge(uri, version) is not null);
        if (refusing > 0)
        {
            refusals.Add(ParserRefusal.When(version => UriName.Judge(uri, version)));
        }

        if (refusing == eras.Count)
        {
            throw new DerFormatException(UriName.Judge(uri, GoVersion.Newest)!, name.Start);
        }

        return uri;
    }

    private static IPAddress ReadAddress(DerElement name, List<ParserRefusal> refusals)
    {
        var octets = name.Content.Span;
        if (octets.Length is not (4 or 16))
        {
            throw new DerFormatException($"cannot parse IP address of length {octets.Length}", name.Start);
        }

        var address = new IPAddress(octets);
        if (address.IsIPv4MappedToIPv6)
        {
            refusals.Add(ParserRefusal.Since(GoChanges.MappedAddressesAreRefused, "SAN iPAddress contains IPv4-mapped IPv6 address"));
        }

        return address;
    }
}

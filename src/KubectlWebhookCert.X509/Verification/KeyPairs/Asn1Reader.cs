using System.Globalization;
using System.Numerics;
using KubectlWebhookCert.X509.Der;

namespace KubectlWebhookCert.X509.Verification.KeyPairs;

/// <summary>
/// ASN.1 as Go's encoding/asn1 reads it into structures, which is how it reads private keys, with its words for what is wrong.
/// Extra elements at the end of a structure are passed over.
/// </summary>
internal struct Asn1Reader(ReadOnlyMemory<byte> bytes)
{
    private const string NoOptions = "{optional:false explicit:false application:false private:false defaultValue:<nil> tag:<nil> "
        + "stringType:0 timeType:0 set:false omitEmpty:false}";

    private int position;

    public readonly bool IsEmpty => position == bytes.Length;

    public readonly ReadOnlyMemory<byte> Rest => bytes[position..];

    /// <summary>A structure; its type is named where the tag is another.</summary>
    public Asn1Reader ReadStructure(string type) => new(Read(DerTag.Sequence, type));

    public long ReadLong()
    {
        var octets = Read(DerTag.WholeNumber, "int").Span;
        var value = ToNumber(octets);
        return octets.Length <= sizeof(long) ? (long)value : throw Asn1Error.Structure("integer too large");
    }

    public BigInteger ReadNumber() => ToNumber(Read(DerTag.WholeNumber, "").Span);

    public BigInteger? ReadOptionalNumber() => ReadOptional(DerTag.WholeNumber) is { } octets ? ToNumber(octets.Span) : null;

    public ReadOnlyMemory<byte> ReadOctets() => Read(DerTag.OctetString, "");

    public Asn1Identifier ReadIdentifier() => Asn1Identifier.Read(Read(DerTag.ObjectIdentifier, "ObjectIdentifier"));

    /// <summary>An element of any kind, with its tag; empty where there is none.</summary>
    public ReadOnlyMemory<byte> ReadOptionalAny()
    {
        if (IsEmpty)
        {
            return default;
        }

        var start = position;
        var header = Asn1Header.Read(bytes.Span, ref position);
        Take(header);
        return bytes[start..position];
    }

    /// <summary>The content of an element that may be absent; null where another one is there, or none.</summary>
    public ReadOnlyMemory<byte>? ReadOptional(byte tag)
    {
        if (IsEmpty)
        {
            return null;
        }

        var start = position;
        var header = Asn1Header.Read(bytes.Span, ref position);
        if (header.Is(tag))
        {
            return Take(header);
        }

        position = start;
        return null;
    }

    /// <summary>The same behind an explicit tag.</summary>
    /// <param name="number">The explicit tag.</param>
    /// <param name="tag">The element's own.</param>
    public ReadOnlyMemory<byte>? ReadOptionalExplicit(int number, byte tag)
    {
        if (IsEmpty)
        {
            return null;
        }

        var start = position;
        var header = Asn1Header.Read(bytes.Span, ref position);
        if (IsEmpty)
        {
            throw Asn1Error.Structure("explicit tag has no child");
        }

        if (header.IsExplicit(number))
        {
            if (header.Length == 0)
            {
                throw Asn1Error.Structure("zero length explicit tag was not an asn1.Flag");
            }

            header = Asn1Header.Read(bytes.Span, ref position);
            if (header.Is(tag))
            {
                return Take(header);
            }
        }

        position = start;
        return null;
    }

    private static BigInteger ToNumber(ReadOnlySpan<byte> octets) => octets switch
    {
        [] => throw Asn1Error.Structure("empty integer"),
        [0, < 0x80, ..] or [0xff, >= 0x80, ..] => throw Asn1Error.Structure("integer not minimally-encoded"),
        _ => new BigInteger(octets, isBigEndian: true),
    };

    private ReadOnlyMemory<byte> Read(byte tag, string type)
    {
        if (IsEmpty)
        {
            throw Asn1Error.Syntax("sequence truncated");
        }

        var header = Asn1Header.Read(bytes.Span, ref position);
        return header.Is(tag)
            ? Take(header)
            : throw Asn1Error.Structure(string.Create(
                CultureInfo.InvariantCulture, $"tags don't match ({tag & 0x1f} vs {header}) {NoOptions} {type} @{position}"));
    }

    private ReadOnlyMemory<byte> Take(Asn1Header header)
    {
        if (header.Length > bytes.Length - position)
        {
            throw Asn1Error.Syntax("data truncated");
        }

        var content = bytes.Slice(position, header.Length);
        position += header.Length;
        return content;
    }
}

using System.Formats.Asn1;
using System.Numerics;

namespace KubectlWebhookCert.X509.Der;

/// <summary>
/// Reads DER one element at a time, as strictly and as leniently as Go's cryptobyte does: the header of each element that is
/// looked at must be DER, what nobody looks at is not judged.
/// </summary>
internal struct DerReader
{
    private readonly ReadOnlyMemory<byte> source;
    private readonly int end;
    private int position;

    public DerReader(ReadOnlyMemory<byte> source)
        : this(source, 0, source.Length)
    {
    }

    internal DerReader(ReadOnlyMemory<byte> source, int start, int end)
    {
        this.source = source;
        this.end = end;
        position = start;
    }

    /// <summary>Where the next element starts.</summary>
    public readonly int Offset => position;

    public readonly bool IsEmpty => position == end;

    public readonly bool NextIs(byte tag) => position < end && source.Span[position] == tag;

    public DerElement ReadAny(string what)
    {
        var rest = source.Span[position..end];
        if (rest.Length < 2 || (rest[0] & 0x1f) == 0x1f
            || !AsnDecoder.TryReadEncodedValue(rest, AsnEncodingRules.DER, out _, out var contentOffset, out _, out var consumed))
        {
            throw new DerFormatException(what, position);
        }

        var element = new DerElement(source, position, position + contentOffset, position + consumed);
        position += consumed;
        return element;
    }

    public DerElement Read(byte tag, string what)
    {
        var start = position;
        var element = ReadAny(what);
        return element.Tag == tag ? element : throw new DerFormatException(what, start);
    }

    public DerReader ReadSequence(string what) => Read(DerTag.Sequence, what).Reader;

    public bool ReadBoolean(string what)
    {
        var element = Read(DerTag.Boolean, what);
        var content = element.Content.Span;
        return content.Length == 1 && content[0] is 0 or 0xff ? content[0] == 0xff : throw new DerFormatException(what, element.Start);
    }

    public BigInteger ReadInteger(string what, byte tag = DerTag.WholeNumber)
    {
        var element = Read(tag, what);
        var content = element.Content.Span;
        var minimal = content.Length == 1
            || (content.Length > 1 && !(content[0] == 0 && content[1] < 0x80) && !(content[0] == 0xff && content[1] >= 0x80));
        return minimal ? new BigInteger(content, isBigEndian: true) : throw new DerFormatException(what, element.Start);
    }

    /// <summary>An integer that fits into 64 bits, as Go's <c>int</c>.</summary>
    public long ReadLong(string what, byte tag = DerTag.WholeNumber)
    {
        var start = position;
        var value = ReadInteger(what, tag);
        return value >= long.MinValue && value <= long.MaxValue ? (long)value : throw new DerFormatException(what, start);
    }

    /// <param name="what">What is wrong where it is none.</param>
    /// <param name="refusals">Where what only newer Go refuses is noted; null to refuse it.</param>
    public string ReadObjectIdentifier(string what, List<ParserRefusal>? refusals = null) =>
        DerObjectIdentifier.Read(Read(DerTag.ObjectIdentifier, what), what, refusals);

    public DerBits ReadBits(string what)
    {
        var element = Read(DerTag.BitString, what);
        return DerBits.TryRead(element.Content, out var bits) ? bits : throw new DerFormatException(what, element.Start);
    }

    public DateTimeOffset ReadTime()
    {
        var start = position;
        if (NextIs(DerTag.UtcTime))
        {
            var utcTime = Read(DerTag.UtcTime, "malformed UTCTime");
            return DerTime.ReadUtcTime(utcTime.Content.Span) ?? throw new DerFormatException("malformed UTCTime", start);
        }

        if (NextIs(DerTag.GeneralizedTime))
        {
            var generalizedTime = Read(DerTag.GeneralizedTime, "malformed GeneralizedTime");
            return DerTime.ReadGeneralizedTime(generalizedTime.Content.Span)
                ?? throw new DerFormatException("malformed GeneralizedTime", start);
        }

        throw new DerFormatException("unsupported time format", start);
    }
}

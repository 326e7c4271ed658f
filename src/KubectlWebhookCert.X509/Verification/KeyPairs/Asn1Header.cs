using System.Globalization;

namespace KubectlWebhookCert.X509.Verification.KeyPairs;

/// <summary>Tag and length of an element, as Go's encoding/asn1 reads them.</summary>
/// <param name="Class">0 universal, 1 application, 2 context, 3 private.</param>
/// <param name="Number">The tag's number.</param>
/// <param name="IsConstructed">Whether it is made of elements.</param>
/// <param name="Length">Octets of the content.</param>
internal readonly record struct Asn1Header(int Class, int Number, bool IsConstructed, int Length)
{
    private const int ContextClass = 2;
    private const int LongNumber = 0x1f;

    public static Asn1Header Read(ReadOnlySpan<byte> bytes, ref int position)
    {
        var first = bytes[position++];
        var number = first & LongNumber;
        if (number == LongNumber)
        {
            number = Asn1Identifier.ReadArc(bytes, ref position);
            if (number < LongNumber)
            {
                throw Asn1Error.Syntax("non-minimal tag");
            }
        }

        return new Asn1Header(first >> 6, number, (first & 0x20) != 0, ReadLength(bytes, ref position));
    }

    /// <summary>Whether the tag is this one, of low number.</summary>
    public bool Is(byte tag) => Class == tag >> 6 && Number == (tag & LongNumber) && IsConstructed == ((tag & 0x20) != 0);

    /// <summary>Whether it is an explicit tag. An empty one need not be constructed.</summary>
    public bool IsExplicit(int number) => Class == ContextClass && Number == number && (Length == 0 || IsConstructed);

    /// <summary>As Go prints the structure.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{{class:{Class} tag:{Number} length:{Length} isCompound:{(IsConstructed ? "true" : "false")}}}");

    private static int ReadLength(ReadOnlySpan<byte> bytes, ref int position)
    {
        var first = Next(bytes, ref position);
        if (first < 0x80)
        {
            return first;
        }

        if (first == 0x80)
        {
            throw Asn1Error.Syntax("indefinite length found (not DER)");
        }

        var length = 0;
        for (var octets = first & 0x7f; octets > 0; octets--)
        {
            var next = Next(bytes, ref position);
            if (length >= 1 << 23)
            {
                throw Asn1Error.Structure("length too large");
            }

            length = (length << 8) | next;
            if (length == 0)
            {
                throw Asn1Error.Structure("superfluous leading zeros in length");
            }
        }

        return length >= 0x80 ? length : throw Asn1Error.Structure("non-minimal length");
    }

    private static byte Next(ReadOnlySpan<byte> bytes, ref int position) =>
        position < bytes.Length ? bytes[position++] : throw Asn1Error.Syntax("truncated tag or length");
}

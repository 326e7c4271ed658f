using System.Formats.Asn1;
using System.Net;
using System.Text;

namespace KubectlWebhookCert.X509.Issuing;

/// <summary>A name to be certified (GeneralName, RFC 5280 §4.2.1.6). Closed: the two cases below are all there are.</summary>
public abstract record GeneralName
{
    private GeneralName()
    {
    }

    /// <summary>What it is compared by: host names without regard to case.</summary>
    internal abstract string Key { get; }

    internal abstract void Write(AsnWriter writer);

    /// <summary>dNSName.</summary>
    /// <param name="Value">A host name in ASCII; <c>*</c> may be its whole first label.</param>
    public sealed record Dns(string Value) : GeneralName
    {
        private const int LongestName = 253;
        private const int LongestLabel = 63;

        internal override string Key => $"dns:{Value.ToUpperInvariant()}";

        internal override void Write(AsnWriter writer)
        {
            var labels = Value.Split('.');
            if (Value.Length > LongestName || !labels.AsSpan(labels[0] == "*" && labels.Length > 1 ? 1 : 0).ToArray().All(IsLabel))
            {
                throw new IssuingException(IssuingProblem.NameMalformed, $"\"{Printable(Value)}\" is no host name");
            }

            writer.WriteCharacterString(UniversalTagNumber.IA5String, Value, new Asn1Tag(TagClass.ContextSpecific, 2));
        }

        // Underscore is no part of a host name but is found in real ones.
        private static bool IsLabel(string label) => label.Length is > 0 and <= LongestLabel && label[0] != '-'
            && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

        private static string Printable(string text)
        {
            var printable = new StringBuilder();
            foreach (var letter in text.AsSpan(0, Math.Min(text.Length, LongestName)))
            {
                printable.Append(char.IsAscii(letter) && !char.IsControl(letter) ? letter : '?');
            }

            return printable.ToString();
        }
    }

    /// <summary>iPAddress.</summary>
    /// <param name="Value">IPv4 or IPv6; IPv4 in IPv6 is written as IPv4, a scope is left out.</param>
    public sealed record Address(IPAddress Value) : GeneralName
    {
        internal override string Key => $"ip:{Convert.ToHexString(Octets)}";

        private byte[] Octets => (Value.IsIPv4MappedToIPv6 ? Value.MapToIPv4() : Value).GetAddressBytes();

        internal override void Write(AsnWriter writer) => writer.WriteOctetString(Octets, new Asn1Tag(TagClass.ContextSpecific, 7));
    }
}

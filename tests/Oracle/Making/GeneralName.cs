using System.Formats.Asn1;
using System.Net;
using System.Text;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>One name of a certificate, or one subtree of a constraint (RFC 5280 §4.2.1.6).</summary>
/// <param name="Tag">Which alternative.</param>
/// <param name="Content">Its content octets.</param>
internal sealed record GeneralName(int Tag, byte[] Content)
{
    public static GeneralName Dns(string name) => new(2, Encoding.UTF8.GetBytes(name));

    public static GeneralName Email(string address) => new(1, Encoding.UTF8.GetBytes(address));

    public static GeneralName Uri(string uri) => new(6, Encoding.UTF8.GetBytes(uri));

    public static GeneralName Ip(string address) => new(7, IPAddress.Parse(address).GetAddressBytes());

    /// <summary>Address and mask, as a constraint has them.</summary>
    public static GeneralName Range(string address, string mask) =>
        new(7, [.. IPAddress.Parse(address).GetAddressBytes(), .. IPAddress.Parse(mask).GetAddressBytes()]);

    public static GeneralName Directory(byte[] name) => new(4, name);

    public static GeneralName Other() => new(0, [0x06, 3, 0x2a, 3, 4, 0xa0, 3, 0x0c, 1, 0x78]);

    public static GeneralName Registered() => new(8, [0x2a, 3, 4]);

    /// <summary>Writes it. Tags 0 and 4 hold elements, the others octets.</summary>
    public void Write(AsnWriter writer)
    {
        var constructed = Tag is 0 or 4;
        if (constructed)
        {
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, Tag)))
            {
                var reader = new AsnReader(Content, AsnEncodingRules.DER);
                while (reader.HasData)
                {
                    writer.WriteEncodedValue(reader.ReadEncodedValue().Span);
                }
            }
        }
        else
        {
            writer.WriteOctetString(Content, new Asn1Tag(TagClass.ContextSpecific, Tag));
        }
    }
}

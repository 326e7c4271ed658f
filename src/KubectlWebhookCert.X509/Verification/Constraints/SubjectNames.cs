using System.Text;
using KubectlWebhookCert.X509.Der;
using KubectlWebhookCert.X509.Extensions;

namespace KubectlWebhookCert.X509.Verification.Constraints;

/// <summary>The alternative names of a certificate as they lie there, kinds mixed.</summary>
internal static class SubjectNames
{
    /// <summary>Tag of an rfc822Name.</summary>
    public const byte Mail = 0x81;

    /// <summary>Tag of a dNSName.</summary>
    public const byte Dns = 0x82;

    /// <summary>Tag of a uniformResourceIdentifier.</summary>
    public const byte Uri = 0x86;

    /// <summary>Tag of an iPAddress.</summary>
    public const byte Address = 0x87;

    /// <param name="certificate">The certificate.</param>
    /// <param name="mendedName">The one name that it is taken to have, or null.</param>
    public static List<DerElement> Of(Certificate certificate, string? mendedName)
    {
        var names = new List<DerElement>();
        if (mendedName is not null)
        {
            names.Add(Write(mendedName));
            return names;
        }

        if (certificate.FindExtension(ExtensionOids.SubjectAltName) is { } extension)
        {
            var reader = new DerReader(extension.Value).ReadSequence("names were read before");
            while (!reader.IsEmpty)
            {
                names.Add(reader.ReadAny("names were read before"));
            }
        }

        return names;
    }

    private static DerElement Write(string name)
    {
        var address = ServerAddress.Parse(name);
        byte[] encoding = [address is null ? Dns : Address, 0, .. address?.GetAddressBytes() ?? Encoding.Latin1.GetBytes(name)];
        return new DerElement(encoding, 0, 2, encoding.Length);
    }
}

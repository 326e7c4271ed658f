using System.Formats.Asn1;
using KubectlWebhookCert.X509.Der;
using KubectlWebhookCert.X509.Names;

namespace KubectlWebhookCert.X509.Issuing;

/// <summary>Makes the subjects of new certificates.</summary>
public static class SubjectName
{
    // RFC 5280 §A.1: ub-common-name and ub-organization-name
    private const int LongestValue = 64;

    /// <summary>A name of an organization and a common name.</summary>
    /// <param name="commonName">At most 64 characters.</param>
    /// <param name="organization">At most 64 characters; null for none.</param>
    /// <exception cref="IssuingException">One of them is empty or too long.</exception>
    public static DistinguishedName Create(string commonName, string? organization)
    {
        ArgumentNullException.ThrowIfNull(commonName);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            if (organization is not null)
            {
                Write(writer, NameTypes.Organization, organization);
            }

            Write(writer, NameTypes.CommonName, commonName);
        }

        return NameParser.Read(new DerReader(writer.Encode()).Read(DerTag.Sequence, "malformed subject"), []);
    }

    private static void Write(AsnWriter writer, string oid, string value)
    {
        if (value.Length is 0 or > LongestValue || value.Any(char.IsControl) || value.Any(char.IsSurrogate))
        {
            throw new IssuingException(IssuingProblem.NameMalformed, $"a name in a subject has 1 to {LongestValue} printable characters");
        }

        using (writer.PushSetOf())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(oid);
                writer.WriteCharacterString(UniversalTagNumber.UTF8String, value);
            }
        }
    }
}

using System.Formats.Asn1;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Distinguished names, DER.</summary>
internal static class SubjectName
{
    public static byte[] Empty { get; } = [0x30, 0];

    public static byte[] CommonName(string text) => Of((Oids.CommonName, text, UniversalTagNumber.UTF8String));

    public static byte[] Of(params ReadOnlySpan<(string Oid, string Text, UniversalTagNumber Tag)> parts)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var (oid, text, tag) in parts)
            {
                using (writer.PushSetOf())
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(oid);
                    writer.WriteCharacterString(tag, text);
                }
            }
        }

        return writer.Encode();
    }
}

using System.Formats.Asn1;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Values of extensions, DER.</summary>
internal static class ExtensionValues
{
    /// <summary>certSign and cRLSign.</summary>
    public static byte[] SigningUsage { get; } = [3, 2, 1, 6];

    /// <summary>digitalSignature.</summary>
    public static byte[] ServingUsage { get; } = [3, 2, 7, 0x80];

    public static byte[] BasicConstraints(bool isCa, int? pathLength = null) => Sequence(writer =>
    {
        if (isCa)
        {
            writer.WriteBoolean(true);
        }

        if (pathLength is { } length)
        {
            writer.WriteInteger(length);
        }
    });

    public static byte[] Usages(params IReadOnlyList<string> oids) => Sequence(writer =>
    {
        foreach (var oid in oids)
        {
            writer.WriteObjectIdentifier(oid);
        }
    });

    public static byte[] Names(params IReadOnlyList<GeneralName> names) => Sequence(writer =>
    {
        foreach (var name in names)
        {
            name.Write(writer);
        }
    });

    public static byte[] Constraints(IReadOnlyList<GeneralName> permitted, IReadOnlyList<GeneralName> excluded) => Sequence(writer =>
    {
        Subtrees(writer, 0, permitted);
        Subtrees(writer, 1, excluded);
    });

    public static byte[] KeyId(byte[] keyId)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString(keyId);
        return writer.Encode();
    }

    public static byte[] IssuerKeyId(byte[] keyId) => Sequence(
        writer => writer.WriteOctetString(keyId, new Asn1Tag(TagClass.ContextSpecific, 0)));

    public static byte[] Policies(params IReadOnlyList<string> oids) => Sequence(writer =>
    {
        foreach (var oid in oids)
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(oid);
            }
        }
    });

    public static byte[] PolicyMappings(params IReadOnlyList<(string From, string To)> mappings) => Sequence(writer =>
    {
        foreach (var (from, to) in mappings)
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(from);
                writer.WriteObjectIdentifier(to);
            }
        }
    });

    public static byte[] PolicyConstraints(int? requireExplicit, int? inhibitMapping) => Sequence(writer =>
    {
        if (requireExplicit is { } require)
        {
            writer.WriteInteger(require, new Asn1Tag(TagClass.ContextSpecific, 0));
        }

        if (inhibitMapping is { } inhibit)
        {
            writer.WriteInteger(inhibit, new Asn1Tag(TagClass.ContextSpecific, 1));
        }
    });

    public static byte[] Integer(int value)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteInteger(value);
        return writer.Encode();
    }

    private static void Subtrees(AsnWriter writer, int tag, IReadOnlyList<GeneralName> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, tag)))
        {
            foreach (var name in names)
            {
                using (writer.PushSequence())
                {
                    name.Write(writer);
                }
            }
        }
    }

    private static byte[] Sequence(Action<AsnWriter> content)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            content(writer);
        }

        return writer.Encode();
    }
}

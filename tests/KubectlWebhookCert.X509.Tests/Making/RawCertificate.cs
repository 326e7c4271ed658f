using System.Formats.Asn1;
using System.Security.Cryptography;

namespace KubectlWebhookCert.X509.Tests.Making;

/// <summary>A certificate written field by field, so that a test can put what it likes in one of them. Its signature is no signature.</summary>
internal sealed record RawCertificate
{
    private static readonly byte[] Key = MakeKey();

    public byte[] Version { get; init; } = [0xa0, 3, 2, 1, 2];

    public byte[] Serial { get; init; } = [2, 1, 7];

    public byte[] Algorithm { get; init; } = Sequence(Oid("1.2.840.113549.1.1.11"), [5, 0]);

    public byte[]? OuterAlgorithm { get; init; }

    public byte[] Issuer { get; init; } = Name((0x0c, "2.5.4.3", "issuer"));

    public byte[] NotBefore { get; init; } = Element(0x17, "240102030405Z");

    public byte[] NotAfter { get; init; } = Element(0x17, "250102030405Z");

    public byte[] Subject { get; init; } = Name((0x0c, "2.5.4.3", "subject"));

    public byte[] PublicKey { get; init; } = Key;

    public byte[][] Extensions { get; init; } = [];

    public byte[] Signature { get; init; } = [3, 3, 0, 1, 2];

    public static byte[] Element(byte tag, ReadOnlySpan<byte> content)
    {
        byte[] length = content.Length switch
        {
            < 0x80 => [(byte)content.Length],
            < 0x100 => [0x81, (byte)content.Length],
            < 0x10000 => [0x82, (byte)(content.Length >> 8), (byte)content.Length],
            _ => [0x83, (byte)(content.Length >> 16), (byte)(content.Length >> 8), (byte)content.Length],
        };
        return [tag, .. length, .. content];
    }

    public static byte[] Element(byte tag, string content) => Element(tag, System.Text.Encoding.UTF8.GetBytes(content));

    public static byte[] Sequence(params byte[][] parts) => Element(0x30, parts.SelectMany(part => part).ToArray());

    public static byte[] Oid(string oid)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid);
        return writer.Encode();
    }

    public static byte[] Name(params (byte Tag, string Oid, string Value)[] parts) =>
        Sequence([.. parts.Select(part => Element(0x31, Sequence(Oid(part.Oid), Element(part.Tag, part.Value))))]);

    public static byte[] Extension(string oid, bool critical, params byte[] value) =>
        Sequence(Oid(oid), critical ? [1, 1, 0xff] : [], Element(4, value));

    public byte[] Encode()
    {
        byte[] extensions = Extensions.Length == 0 ? [] : Element(0xa3, Sequence(Extensions));
        var signed = Sequence(Version, Serial, Algorithm, Issuer, Sequence(NotBefore, NotAfter), Subject, PublicKey, extensions);
        return Sequence(signed, OuterAlgorithm ?? Algorithm, Signature);
    }

    public Certificate Parse() => Certificate.Parse(Encode());

    private static byte[] MakeKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportSubjectPublicKeyInfo();
    }
}

using System.Formats.Asn1;
using System.Numerics;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Key ids, serial numbers and subjects: how candidates are found, ordered and called.</summary>
internal static class KeyIdDefects
{
    public static IReadOnlyList<Defect> All { get; } =
    [
        new("no key ids", ReasonKind.Accepted, (scenario, draws) =>
        {
            var certificate = DateDefects.Any(scenario, draws);
            certificate.HasKeyId = draws.Chance(50);
            certificate.HasIssuerKeyId = false;
        }),
        new("wrong key id", null, (scenario, draws) =>
        {
            var certificate = DateDefects.Any(scenario, draws);
            certificate.KeyId = draws.Chance(50) ? draws.Bytes(20) : null;
            certificate.IssuerKeyId = draws.Chance(50) ? draws.Bytes(20) : [];
        }),
        new("negative serial", ReasonKind.CertificateMalformed, (scenario, draws) =>
            scenario.Leaf.Serial = draws.Of<BigInteger>(-1, -128, -129, -(BigInteger.One << 100))) { Weight = 15 },
        new("negative serial of a CA", null, (scenario, _) => scenario.Issuer.Serial = -5),
        new("serial 0 or long", ReasonKind.Accepted, (scenario, draws) =>
            DateDefects.Any(scenario, draws).Serial = draws.Of<BigInteger>(
                0, 127, 128, BigInteger.One << 159, BigInteger.One << 167, BigInteger.One << 400)),
        new("odd serial", null, (scenario, draws) => DateDefects.Any(scenario, draws).RawSerial =
            draws.Of<byte[]>([2, 0], [2, 2, 0, 1], [2, 2, 0xff, 0x80], [5, 0], [2, 0x81, 1, 1], [4, 1, 1])),
        new("no common name", null, (scenario, draws) =>
        {
            scenario.Issuer.Subject = draws.Of(
                SubjectName.Empty,
                SubjectName.Of((Oids.Organization, "Org \"quoted\" é", UniversalTagNumber.UTF8String)),
                SubjectName.Of((Oids.Organization, "First", UniversalTagNumber.UTF8String),
                    (Oids.Organization, "Second", UniversalTagNumber.UTF8String)),
                SubjectName.Of((Oids.Country, "DE", UniversalTagNumber.PrintableString)));
            MaybeSpoil(scenario, draws);
        }) { Weight = 20 },
        new("odd strings in a subject", null, (scenario, draws) =>
        {
            scenario.Issuer.Subject = draws.Of(
                SubjectName.Of((Oids.CommonName, "teletex", UniversalTagNumber.T61String)),
                SubjectName.Of((Oids.CommonName, "bmp ü", UniversalTagNumber.BMPString)),
                SubjectName.Of((Oids.CommonName, "numbers 1", UniversalTagNumber.UTF8String),
                    (Oids.CommonName, "second", UniversalTagNumber.PrintableString)),
                SubjectName.Of((Oids.CommonName, "1 2", UniversalTagNumber.NumericString)),
                SubjectName.Of((Oids.CommonName, "new\nline \u0001 \u2028 \U0001F600 'x' \\", UniversalTagNumber.UTF8String)),
                SubjectName.Of((Oids.CommonName, "ia5@x", UniversalTagNumber.IA5String)),
                SubjectName.Of(("1.2.3.4", "only", UniversalTagNumber.UTF8String)),
                Raw(0x0c, [0x61, 0xff]), Raw(0x13, [0x61, 0x2a, 0x26, 0x40]), Raw(0x16, [0xe4]), Raw(0x1e, [0x00, 0x61, 0x00]),
                Raw(0x1e, [0xd8, 0x00, 0x00, 0x61]),
                Raw(0x14, [0xe4]), Raw(0x12, [0x61]), Raw(0x1c, [0, 0, 0, 0x61]), Raw(0x1a, [0x61]), Raw(0x0c, []),
                Raw(0x1e, [0, 0x61, 0, 0]), Raw(0x02, [1]));
            MaybeSpoil(scenario, draws);
        }) { Weight = 30 },
        new("empty subject of the leaf", ReasonKind.Accepted, (scenario, _) => scenario.Leaf.Subject = SubjectName.Empty),
        new("issuer's name differs", ReasonKind.UnknownAuthority, (scenario, draws) => scenario.Leaf.IssuerName = draws.Of(
            SubjectName.CommonName("nobody"), SubjectName.Empty)),
        new("issuer's name in another string type", null, (scenario, _) =>
            scenario.Leaf.IssuerName = SubjectName.Of((Oids.CommonName, "root", UniversalTagNumber.PrintableString))),
        new("names all the same", null, (scenario, _) =>
        {
            foreach (var certificate in scenario.Authorities.Append(scenario.Leaf))
            {
                certificate.Subject = scenario.Root.Subject;
            }
        }),
    ];

    private static byte[] Raw(byte tag, byte[] content)
    {
        byte[] oid = [6, 3, 0x55, 4, 3];
        var part = CertificateWriter.Element(0x30, [.. oid, .. CertificateWriter.Element(tag, content)]);
        return CertificateWriter.Element(0x30, CertificateWriter.Element(0x31, part));
    }

    // The hint names the candidate: for that it must not be taken.
    private static void MaybeSpoil(Scenario scenario, Draws draws)
    {
        if (draws.Chance(60))
        {
            scenario.Leaf.SigningKey = scenario.Keys.OtherThan(scenario.Issuer.Key, draws);
        }
    }
}

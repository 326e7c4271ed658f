using System.Formats.Asn1;
using System.Text;
using KubectlWebhookCert.X509.Extensions;
using KubectlWebhookCert.X509.Issuing;
using KubectlWebhookCert.X509.Pem;
using KubectlWebhookCert.X509.Tests.Making;

namespace KubectlWebhookCert.X509.Tests.Fuzzing;

/// <summary>Parse, encode, parse: what was read is what was written, and says the same when it is written again.</summary>
public sealed class RoundTripTests
{
    private const int Rounds = 300;

    [Fact]
    public void A_certificate_written_again_from_what_was_read_is_the_same_octet_for_octet()
    {
        var draws = new Draws(7);
        for (var round = 0; round < Rounds; round++)
        {
            var original = Random(draws);
            var encoding = Encode(original);

            Assert.Equal(Convert.ToHexString(original.Raw.Span), Convert.ToHexString(encoding));
            var again = Certificate.Parse(encoding);
            Assert.Equal(original.AlternativeNames.DnsNames, again.AlternativeNames.DnsNames);
            Assert.Equal((original.Subject, original.Issuer, original.PublicKey), (again.Subject, again.Issuer, again.PublicKey));
            Assert.Equal((original.NotBefore, original.NotAfter, original.SerialNumber), (again.NotBefore, again.NotAfter, again.SerialNumber));
        }
    }

    [Fact]
    public void What_was_asked_of_the_issuer_is_what_is_read()
    {
        var draws = new Draws(11);
        for (var round = 0; round < Rounds; round++)
        {
            var names = Names(draws);
            var from = Issue.Now.AddSeconds(draws.Next(1 << 30));
            var validity = new Validity(from, from.AddSeconds(draws.Next(int.MaxValue)));

            var read = (Draft.Leaf(Draft.Authority().Sign(), Draft.Names(names)) with { Validity = validity }).Sign();

            Assert.Equal(names, read.AlternativeNames.DnsNames);
            Assert.Equal((validity.NotBefore, validity.NotAfter), (read.NotBefore, read.NotAfter));
        }
    }

    [Fact]
    public void A_text_written_again_from_its_blocks_holds_the_same_blocks()
    {
        var draws = new Draws(13);
        for (var round = 0; round < Rounds; round++)
        {
            var blocks = Enumerable.Range(0, 1 + draws.Next(4))
                .Select(_ => (Label: LabelOf(draws), Bytes: Enumerable.Range(0, draws.Next(300)).Select(_ => (byte)draws.Next(256)).ToArray()))
                .ToArray();
            byte[] text = [.. blocks.SelectMany(block => PemWriter.Write(block.Label, block.Bytes))];

            foreach (var rules in new[] { PemRules.Classic, PemRules.Current })
            {
                var read = PemReader.Read(text, rules).Blocks;
                Assert.Equal(
                    blocks.Select(block => (block.Label, Convert.ToHexString(block.Bytes))),
                    read.Select(block => (block.Label, Convert.ToHexString(block.Bytes.Span))));
                byte[] again = [.. read.SelectMany(block => PemWriter.Write(block.Label, block.Bytes.Span))];
                Assert.Equal(Encoding.ASCII.GetString(text), Encoding.ASCII.GetString(again));
            }
        }
    }

    [Theory]
    [InlineData("RSA 2048", PrivateKeyEncoding.Pkcs1)]
    [InlineData("RSA 2048", PrivateKeyEncoding.Pkcs8)]
    [InlineData("ECDSA P-256", PrivateKeyEncoding.Sec1)]
    [InlineData("ECDSA P-256", PrivateKeyEncoding.Pkcs8)]
    [InlineData("ECDSA P-384", PrivateKeyEncoding.Sec1)]
    [InlineData("ECDSA P-521", PrivateKeyEncoding.Pkcs8)]
    public void A_key_written_again_after_it_was_read_is_the_same(string algorithm, PrivateKeyEncoding encoding)
    {
        using var key = SigningKey.Generate(Issue.Algorithm(algorithm));
        var text = key.ExportPem(encoding);
        var read = PrivateKey.Read(text);

        using var loaded = SigningKey.Load(read);

        Assert.True(text.AsSpan().SequenceEqual(loaded.ExportPem(encoding)), "the texts differ");
        Assert.Equal(key.PublicKey, loaded.PublicKey);
        Assert.Equal(encoding, read.Encoding);
    }

    private static Certificate Random(Draws draws)
    {
        var extensions = new List<CertificateExtension> { Draft.Names(Names(draws)) };
        for (var i = draws.Next(5); i > 0; i--)
        {
            var oid = FormattableString.Invariant($"1.3.6.1.4.1.{draws.Next(1 << 20)}.{draws.Next(200)}");
            extensions.Add(Draft.Extension(oid, draws.Next(2) == 0, [.. Enumerable.Range(0, draws.Next(40)).Select(_ => (byte)draws.Next(256))]));
        }

        return new Draft(FormattableString.Invariant($"{draws.Next(1 << 30)} å\"+,")) { Extensions = [.. extensions.DistinctBy(extension => extension.Oid)] }.Sign();
    }

    private static string[] Names(Draws draws) =>
        [.. Enumerable.Range(0, 1 + draws.Next(6)).Select(i => FormattableString.Invariant($"n{draws.Next(1 << 20)}-{i}.svc"))];

    private static string LabelOf(Draws draws) => new[] { "CERTIFICATE", "RSA PRIVATE KEY", "X", "A B C" }[draws.Next(4)];

    private static byte[] Encode(Certificate certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                {
                    writer.WriteInteger(certificate.Version - 1);
                }

                writer.WriteInteger(certificate.SerialNumber);
                WriteAlgorithm(writer, certificate);
                writer.WriteEncodedValue(certificate.Issuer.Raw.Span);
                using (writer.PushSequence())
                {
                    writer.WriteUtcTime(certificate.NotBefore);
                    writer.WriteUtcTime(certificate.NotAfter);
                }

                writer.WriteEncodedValue(certificate.Subject.Raw.Span);
                writer.WriteEncodedValue(certificate.PublicKey.Raw.Span);
                WriteExtensions(writer, certificate);
            }

            WriteAlgorithm(writer, certificate);
            writer.WriteBitString(certificate.Signature.Span);
        }

        return writer.Encode();
    }

    private static void WriteAlgorithm(AsnWriter writer, Certificate certificate)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(certificate.SignatureAlgorithm.Oid);
        }
    }

    private static void WriteExtensions(AsnWriter writer, Certificate certificate)
    {
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 3)))
        using (writer.PushSequence())
        {
            foreach (var extension in certificate.Extensions)
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(extension.Oid);
                    if (extension.IsCritical)
                    {
                        writer.WriteBoolean(true);
                    }

                    writer.WriteOctetString(extension.Value.Span);
                }
            }
        }
    }
}

using System.Numerics;
using KubectlWebhookCert.X509.Keys;
using KubectlWebhookCert.X509.Tests.Making;
using static KubectlWebhookCert.X509.Tests.Making.RawCertificate;

namespace KubectlWebhookCert.X509.Tests.Signatures;

/// <summary>Certificates signed as a test likes, and keys from numbers.</summary>
internal static class Signing
{
    public static readonly byte[] RsaSha256 = Sequence(Oid("1.2.840.113549.1.1.11"), [5, 0]);

    /// <summary>What is signed does not depend on the signature: it is asked for once it is known.</summary>
    public static Certificate Sign(byte[] algorithm, Func<ReadOnlyMemory<byte>, byte[]> sign)
    {
        var certificate = new RawCertificate { Algorithm = algorithm };
        return (certificate with { Signature = Element(3, [0, .. sign(certificate.Parse().ToBeSigned)]) }).Parse();
    }

    public static Certificate WithSignature(byte[] algorithm, params byte[] signature) => Sign(algorithm, _ => signature);

    public static PublicKey Key(byte[] subjectPublicKeyInfo) => new RawCertificate { PublicKey = subjectPublicKeyInfo }.Parse().PublicKey;

    public static PublicKey Key(string oid, params byte[] bits) => Key(Sequence(Sequence(Oid(oid)), Element(3, [0, .. bits])));

    public static PublicKey RsaKey(BigInteger modulus, BigInteger exponent) => Key(Sequence(
        Sequence(Oid("1.2.840.113549.1.1.1"), [5, 0]),
        Element(3, [0, .. Sequence(Number(modulus), Number(exponent))])));

    public static byte[] Number(BigInteger number) => Element(2, number.ToByteArray(isBigEndian: true));

    public static byte[] Pss(string hashOid, byte salt)
    {
        var hash = Sequence(Oid(hashOid), [5, 0]);
        return Sequence(
            Oid("1.2.840.113549.1.1.10"),
            Sequence(Element(0xa0, hash), Element(0xa1, Sequence(Oid("1.2.840.113549.1.1.8"), hash)), [0xa2, 3, 2, 1, salt]));
    }
}

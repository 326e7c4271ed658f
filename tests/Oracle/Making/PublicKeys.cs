using System.Formats.Asn1;
using System.Numerics;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Public keys that nobody has the private half of: for what a parser, a handshake or a signature check refuses.</summary>
internal static class PublicKeys
{
    private const string RsaOid = "1.2.840.113549.1.1.1";

    /// <summary>An RSA key of a length.</summary>
    public static TestKey Rsa(Draws draws, int bits, BigInteger? exponent = null) =>
        Key($"made-up rsa{bits}", Info(RsaOid, [5, 0], RsaPublicKey(Modulus(draws, bits), exponent ?? 65537)));

    /// <summary>One of those that no Go's parser takes, or not every Go's.</summary>
    public static TestKey Broken(Draws draws) => draws.Next(9) switch
    {
        0 => Key("rsa, modulus 0", Info(RsaOid, [5, 0], RsaPublicKey(0, 65537))),
        1 => Key("rsa, negative modulus", Info(RsaOid, [5, 0], RsaPublicKey(-Modulus(draws, 1024), 65537))),
        2 => Key("rsa, exponent 0", Info(RsaOid, [5, 0], RsaPublicKey(Modulus(draws, 1024), 0))),
        3 => Key("rsa, negative exponent", Info(RsaOid, [5, 0], RsaPublicKey(Modulus(draws, 1024), -3))),
        4 => Key("rsa without parameters", Info(RsaOid, null, RsaPublicKey(Modulus(draws, 1024), 65537))),
        5 => Key("p256, not on the curve", Info("1.2.840.10045.2.1", Oid("1.2.840.10045.3.1.7"), [4, .. draws.Bytes(64)])),
        6 => Key("unknown curve", Info("1.2.840.10045.2.1", Oid("1.3.36.3.3.2.8.1.1.7"), [4, .. draws.Bytes(64)])),
        7 => Key("ed25519 of 31 octets", Info("1.3.101.112", null, draws.Bytes(31))),
        _ => Key("rsa key of no structure", Info(RsaOid, [5, 0], [1, 2, 3])),
    };

    /// <summary>One whose exponent is odd in some way, though it parses.</summary>
    public static TestKey OddExponent(Draws draws) => Rsa(draws, 2048,
        draws.Of<BigInteger>(1, 2, 3, 65536, int.MaxValue, 1L << 31, 1L << 33));

    /// <summary>One with which no handshake can be made, though a certificate may hold it.</summary>
    public static TestKey Unusable(Draws draws) => draws.Next(4) switch
    {
        0 => Key("dsa", Info("1.2.840.10040.4.1", DsaParameters(), Integer(Modulus(draws, 1024)))),
        1 => Key("x25519", Info("1.3.101.110", null, draws.Bytes(32))),
        2 => Key("unknown key", Info("1.2.3.4.5", null, draws.Bytes(32))),
        _ => Key("rsa for PSS", Info("1.2.840.113549.1.1.10", null, RsaPublicKey(Modulus(draws, 2048), 65537))),
    };

    private static TestKey Key(string name, byte[] info) => new(name, KeyKind.None, info, (_, data) => data[..20]);

    private static BigInteger Modulus(Draws draws, int bits)
    {
        var octets = draws.Bytes((bits + 7) / 8);
        octets[0] = (byte)(1 << ((bits - 1) % 8));
        octets[^1] |= 1;
        return new BigInteger(octets, isUnsigned: true, isBigEndian: true);
    }

    private static byte[] Info(string algorithm, byte[]? parameters, byte[] key)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(algorithm);
                if (parameters is not null)
                {
                    writer.WriteEncodedValue(parameters);
                }
            }

            writer.WriteBitString(key);
        }

        return writer.Encode();
    }

    private static byte[] RsaPublicKey(BigInteger modulus, BigInteger exponent)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(modulus);
            writer.WriteInteger(exponent);
        }

        return writer.Encode();
    }

    private static byte[] DsaParameters()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(10007);
            writer.WriteInteger(5003);
            writer.WriteInteger(4);
        }

        return writer.Encode();
    }

    private static byte[] Integer(BigInteger value)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteInteger(value);
        return writer.Encode();
    }

    private static byte[] Oid(string oid)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid);
        return writer.Encode();
    }
}

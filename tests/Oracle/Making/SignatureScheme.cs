using System.Formats.Asn1;
using System.Security.Cryptography;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>How a certificate says it is signed, and how it is.</summary>
/// <param name="Name">For people.</param>
/// <param name="Kind">Of the keys that can do it.</param>
/// <param name="Hash">The hash that is signed.</param>
/// <param name="Identifier">AlgorithmIdentifier, DER.</param>
internal sealed record SignatureScheme(string Name, KeyKind Kind, HashAlgorithmName Hash, byte[] Identifier)
{
    private const string Pss = "1.2.840.113549.1.1.10";

    /// <summary>Padding of RSA.</summary>
    public bool IsPss { get; init; }

    public static SignatureScheme Sha256WithRsa { get; } = Rsa("1.2.840.113549.1.1.11", HashAlgorithmName.SHA256);

    public static SignatureScheme Sha384WithRsa { get; } = Rsa("1.2.840.113549.1.1.12", HashAlgorithmName.SHA384);

    public static SignatureScheme Sha512WithRsa { get; } = Rsa("1.2.840.113549.1.1.13", HashAlgorithmName.SHA512);

    public static SignatureScheme Sha1WithRsa { get; } = Rsa("1.2.840.113549.1.1.5", HashAlgorithmName.SHA1);

    public static SignatureScheme Sha1WithRsaOfIso { get; } = Rsa("1.3.14.3.2.29", HashAlgorithmName.SHA1);

    public static SignatureScheme Md5WithRsa { get; } = Rsa("1.2.840.113549.1.1.4", HashAlgorithmName.MD5);

    public static SignatureScheme Md2WithRsa { get; } = Rsa("1.2.840.113549.1.1.2", HashAlgorithmName.MD5);

    public static SignatureScheme Sha224WithRsa { get; } = Rsa("1.2.840.113549.1.1.14", HashAlgorithmName.SHA256);

    public static SignatureScheme Sha256WithEcdsa { get; } = Ecdsa("1.2.840.10045.4.3.2", HashAlgorithmName.SHA256);

    public static SignatureScheme Sha384WithEcdsa { get; } = Ecdsa("1.2.840.10045.4.3.3", HashAlgorithmName.SHA384);

    public static SignatureScheme Sha512WithEcdsa { get; } = Ecdsa("1.2.840.10045.4.3.4", HashAlgorithmName.SHA512);

    public static SignatureScheme Sha1WithEcdsa { get; } = Ecdsa("1.2.840.10045.4.1", HashAlgorithmName.SHA1);

    public static SignatureScheme Ed25519 { get; } = new("Ed25519", KeyKind.Ed25519, default, Algorithm("1.3.101.112"));

    public static SignatureScheme Sha256WithPss { get; } = PssOf(HashAlgorithmName.SHA256, Parameters(256, 256, 32));

    public static SignatureScheme Sha384WithPss { get; } = PssOf(HashAlgorithmName.SHA384, Parameters(384, 384, 48));

    public static SignatureScheme Sha512WithPss { get; } = PssOf(HashAlgorithmName.SHA512, Parameters(512, 512, 64));

    /// <summary>Those that Go may accept.</summary>
    public static IReadOnlyList<SignatureScheme> Sound { get; } =
    [
        Sha256WithRsa, Sha384WithRsa, Sha512WithRsa, Sha256WithPss, Sha384WithPss, Sha512WithPss,
        Sha256WithEcdsa, Sha384WithEcdsa, Sha512WithEcdsa, Ed25519,
    ];

    /// <summary>Those with which something is wrong, whatever the key.</summary>
    public static IReadOnlyList<SignatureScheme> Odd { get; } =
    [
        Md2WithRsa, Sha224WithRsa,
        PssOf(HashAlgorithmName.SHA256, Parameters(256, 256, 20)),
        PssOf(HashAlgorithmName.SHA256, Parameters(256, 384, 32)),
        PssOf(HashAlgorithmName.SHA256, Parameters(256, 256, 32, trailer: 2)),
        PssOf(HashAlgorithmName.SHA256, Algorithm(Pss)),
        PssOf(HashAlgorithmName.SHA256, Algorithm(Pss, [5, 0])),
        new("unknown", KeyKind.None, default, Algorithm("1.2.3.4.5.6")),
        new("dsa-with-sha1", KeyKind.None, default, Algorithm("1.2.840.10040.4.3")),
        new("dsa-with-sha256", KeyKind.None, default, Algorithm("2.16.840.1.101.3.4.3.2")),
        Ed25519 with { Name = "Ed25519 with parameters", Identifier = Algorithm("1.3.101.112", [5, 0]) },
        Sha256WithRsa with { Name = "RSA without parameters", Identifier = Algorithm("1.2.840.113549.1.1.11") },
        Sha256WithEcdsa with { Name = "ECDSA with parameters", Identifier = Algorithm("1.2.840.10045.4.3.2", [5, 0]) },
    ];

    public override string ToString() => Name;

    private static SignatureScheme Rsa(string oid, HashAlgorithmName hash) =>
        new($"RSA {oid}", KeyKind.Rsa, hash, Algorithm(oid, [5, 0]));

    private static SignatureScheme Ecdsa(string oid, HashAlgorithmName hash) =>
        new($"ECDSA {hash.Name}", KeyKind.Ecdsa, hash, Algorithm(oid));

    private static SignatureScheme PssOf(HashAlgorithmName hash, byte[] identifier) =>
        new($"PSS {hash.Name}", KeyKind.Rsa, hash, identifier) { IsPss = true };

    private static byte[] Algorithm(string oid, byte[]? parameters = null)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            if (parameters is not null)
            {
                writer.WriteEncodedValue(parameters);
            }
        }

        return writer.Encode();
    }

    private static byte[] Parameters(int hash, int maskHash, int salt, int trailer = 1)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Pss);
            using (writer.PushSequence())
            {
                Explicit(writer, 0, () => writer.WriteEncodedValue(HashAlgorithm(hash)));
                Explicit(writer, 1, () => writer.WriteEncodedValue(Algorithm("1.2.840.113549.1.1.8", HashAlgorithm(maskHash))));
                Explicit(writer, 2, () => writer.WriteInteger(salt));
                if (trailer != 1)
                {
                    Explicit(writer, 3, () => writer.WriteInteger(trailer));
                }
            }
        }

        return writer.Encode();
    }

    private static byte[] HashAlgorithm(int bits) =>
        Algorithm($"2.16.840.1.101.3.4.2.{(bits == 256 ? 1 : bits == 384 ? 2 : 3)}", [5, 0]);

    private static void Explicit(AsnWriter writer, int tag, Action content)
    {
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, tag)))
        {
            content();
        }
    }
}

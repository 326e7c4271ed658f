using System.Security.Cryptography;
using KubectlWebhookCert.X509.Der;

namespace KubectlWebhookCert.X509.Keys;

/// <summary>The signature algorithms that Go's certificate parser knows.</summary>
internal static class SignatureAlgorithms
{
    private const string Pss = "1.2.840.113549.1.1.10";
    private const string MaskGeneration = "1.2.840.113549.1.1.8";

    private static readonly SignatureAlgorithm[] Known =
    [
        new("1.2.840.113549.1.1.11", "SHA256-RSA", PublicKeyKind.Rsa, HashAlgorithmName.SHA256, false, false),
        new("1.2.840.10045.4.3.2", "ECDSA-SHA256", PublicKeyKind.Ecdsa, HashAlgorithmName.SHA256, false, false),
        new("1.2.840.10045.4.3.3", "ECDSA-SHA384", PublicKeyKind.Ecdsa, HashAlgorithmName.SHA384, false, false),
        new("1.2.840.10045.4.3.4", "ECDSA-SHA512", PublicKeyKind.Ecdsa, HashAlgorithmName.SHA512, false, false),
        new("1.2.840.113549.1.1.12", "SHA384-RSA", PublicKeyKind.Rsa, HashAlgorithmName.SHA384, false, false),
        new("1.2.840.113549.1.1.13", "SHA512-RSA", PublicKeyKind.Rsa, HashAlgorithmName.SHA512, false, false),
        new(KeyOids.Ed25519, "Ed25519", PublicKeyKind.Ed25519, null, false, false),
        new(KeyOids.MlDsa44, "ML-DSA-44", PublicKeyKind.MlDsa, null, false, false),
        new(KeyOids.MlDsa65, "ML-DSA-65", PublicKeyKind.MlDsa, null, false, false),
        new(KeyOids.MlDsa87, "ML-DSA-87", PublicKeyKind.MlDsa, null, false, false),
        new("1.2.840.113549.1.1.5", "SHA1-RSA", PublicKeyKind.Rsa, HashAlgorithmName.SHA1, false, true),
        new("1.3.14.3.2.29", "SHA1-RSA", PublicKeyKind.Rsa, HashAlgorithmName.SHA1, false, true),
        new("1.2.840.10045.4.1", "ECDSA-SHA1", PublicKeyKind.Ecdsa, HashAlgorithmName.SHA1, false, true),
        new("1.2.840.113549.1.1.4", "MD5-RSA", PublicKeyKind.Rsa, HashAlgorithmName.MD5, false, true),
        new("1.2.840.113549.1.1.2", "MD2-RSA", PublicKeyKind.Rsa, null, false, true),
        new("1.2.840.10040.4.3", "DSA-SHA1", PublicKeyKind.Dsa, HashAlgorithmName.SHA1, false, true),
        new("2.16.840.1.101.3.4.3.2", "DSA-SHA256", PublicKeyKind.Dsa, HashAlgorithmName.SHA256, false, false),
    ];

    public static SignatureAlgorithm Find(AlgorithmIdentifier identifier)
    {
        if (identifier.Oid == Pss)
        {
            return FindPss(identifier);
        }

        var known = Array.Find(Known, algorithm => algorithm.Oid == identifier.Oid);
        var illegal = known?.KeyKind is PublicKeyKind.Ed25519 or PublicKeyKind.MlDsa && !identifier.Parameters.IsEmpty;
        return known is null || illegal ? Unknown(identifier) : known;
    }

    /// <summary>PSS says its hash in its parameters; Go takes only those in which everything has the hash's own measure.</summary>
    private static SignatureAlgorithm FindPss(AlgorithmIdentifier identifier)
    {
        try
        {
            var reader = new DerReader(identifier.Parameters).ReadSequence("malformed parameters");
            var hash = AlgorithmIdentifier.Read(Explicit(ref reader, 0).Read(DerTag.Sequence, "malformed parameters"));
            var mask = AlgorithmIdentifier.Read(Explicit(ref reader, 1).Read(DerTag.Sequence, "malformed parameters"));
            var maskParameters = new DerReader(mask.Parameters);
            var maskHash = AlgorithmIdentifier.Read(maskParameters.Read(DerTag.Sequence, "malformed parameters"));
            var salt = Explicit(ref reader, 2).ReadLong("malformed parameters");
            var trailer = reader.NextIs(DerTag.Constructed(3)) ? Explicit(ref reader, 3).ReadLong("malformed parameters") : 1;
            var usual = hash.HasNullOrNoParameters && mask.Oid == MaskGeneration && maskHash.Oid == hash.Oid
                && maskHash.HasNullOrNoParameters && trailer == 1;
            return (usual, hash.Oid, salt) switch
            {
                (true, "2.16.840.1.101.3.4.2.1", 32) => MakePss("SHA256-RSAPSS", HashAlgorithmName.SHA256),
                (true, "2.16.840.1.101.3.4.2.2", 48) => MakePss("SHA384-RSAPSS", HashAlgorithmName.SHA384),
                (true, "2.16.840.1.101.3.4.2.3", 64) => MakePss("SHA512-RSAPSS", HashAlgorithmName.SHA512),
                _ => Unknown(identifier),
            };
        }
        catch (DerFormatException)
        {
            return Unknown(identifier);
        }
    }

    private static DerReader Explicit(ref DerReader reader, int number) =>
        reader.Read(DerTag.Constructed(number), "malformed parameters").Reader;

    private static SignatureAlgorithm MakePss(string name, HashAlgorithmName hash) => new(Pss, name, PublicKeyKind.Rsa, hash, true, false);

    private static SignatureAlgorithm Unknown(AlgorithmIdentifier identifier) =>
        new(identifier.Oid, identifier.Oid, PublicKeyKind.Unknown, null, false, false);
}

using System.Numerics;
using KubectlWebhookCert.X509.Keys;

namespace KubectlWebhookCert.X509.Verification.KeyPairs;

/// <summary>Go's <c>x509.ParsePKCS1PrivateKey</c>.</summary>
internal static class Pkcs1Loader
{
    public static LoadedKey Load(ReadOnlyMemory<byte> der, GoVersion version)
    {
        var fields = Read(der);
        if (fields.Version > 1)
        {
            throw new DerFormatException("x509: unsupported private key version", 0);
        }

        if (der.Length > Pkcs1Fields.LongestEncoding)
        {
            throw new DerFormatException("private key too large", 0);
        }

        var problem = !ArePositive(fields, version) ? "x509: private key contains zero or negative value"
            : GoChanges.RsaKeysAreCheckedWhole.IsIn(version) ? RsaKeyCheck.Judge(fields, version)
            : ClassicRsaKeyCheck.Judge(fields);
        return problem is null
            ? new LoadedKey(PublicKeyKind.Rsa)
            {
                PublicValue = fields.Modulus.ToByteArray(isUnsigned: true, isBigEndian: true),
                Exponent = fields.PublicExponent,
            }
            : throw new DerFormatException(problem, 0);
    }

    private static Pkcs1Fields Read(ReadOnlyMemory<byte> der)
    {
        Pkcs1Fields fields;
        bool hasMore;
        try
        {
            fields = Pkcs1Fields.Read(der, out hasMore);
        }
        catch (DerFormatException exception)
        {
            throw KeyFormat.Explain(der, exception);
        }

        return hasMore ? throw Asn1Error.Syntax("trailing data") : fields;
    }

    // Before 1.24 what follows the primes was not looked at.
    private static bool ArePositive(Pkcs1Fields fields, GoVersion version)
    {
        BigInteger?[] numbers = [fields.Modulus, fields.PrivateExponent, fields.FirstPrime, fields.SecondPrime];
        BigInteger?[] rest = [fields.FirstExponent, fields.SecondExponent, fields.Coefficient];
        return Array.TrueForAll(numbers, number => number is { Sign: > 0 })
            && (!GoChanges.RsaKeysAreCheckedWhole.IsIn(version) || Array.TrueForAll(rest, number => number is null or { Sign: > 0 }));
    }
}

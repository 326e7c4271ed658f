using System.Security.Cryptography;
using KubectlWebhookCert.X509.Der;
using KubectlWebhookCert.X509.Keys;

namespace KubectlWebhookCert.X509.Issuing;

/// <summary>Hands private keys over to the platform.</summary>
internal static class SigningKeyLoader
{
    public static SigningKey Load(PrivateKey key)
    {
        if (key.IsEncrypted)
        {
            throw new IssuingException(
                IssuingProblem.KeyEncrypted,
                "the private key is encrypted: decrypt it first, for example with openssl pkey");
        }

        try
        {
            return key.Kind switch
            {
                PublicKeyKind.Rsa => LoadRsa(key),
                PublicKeyKind.Ecdsa => LoadEcdsa(key),
                _ => throw new IssuingException(
                    IssuingProblem.KeyUnsupported,
                    $"{key.Kind} private keys cannot sign certificates here: this platform has RSA and ECDSA only"),
            };
        }
        catch (CryptographicException exception)
        {
            throw NotLoadable(key, exception);
        }
        catch (PlatformNotSupportedException exception)
        {
            throw NotLoadable(key, exception);
        }
    }

    public static SigningKey Hold(AsymmetricAlgorithm pair)
    {
        try
        {
            return new SigningKey(pair);
        }
        catch
        {
            pair.Dispose();
            throw;
        }
    }

    public static ECCurve PlatformCurve(string? name) => name switch
    {
        "P-256" => ECCurve.NamedCurves.nistP256,
        "P-384" => ECCurve.NamedCurves.nistP384,
        "P-521" => ECCurve.NamedCurves.nistP521,
        _ => ECCurve.CreateFromValue("1.3.132.0.33"),
    };

    private static SigningKey LoadRsa(PrivateKey key)
    {
        var pair = RSA.Create();
        try
        {
            pair.ImportRSAPrivateKey(key.Encoding == PrivateKeyEncoding.Pkcs8 ? Unwrap(key.Der) : key.Der.Span, out _);
            return Hold(pair);
        }
        catch
        {
            pair.Dispose();
            throw;
        }
    }

    // Not as the platform reads the encoding: it minds the public point and the number's padding, which Go passes over.
    private static SigningKey LoadEcdsa(PrivateKey key)
    {
        var number = key.Scalar.ToArray();
        try
        {
            return Hold(ECDsa.Create(new ECParameters { Curve = PlatformCurve(key.Curve), D = number }));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(number);
        }
    }

    private static ReadOnlySpan<byte> Unwrap(ReadOnlyMemory<byte> pkcs8)
    {
        const string Malformed = "malformed PKCS#8 private key";
        var fields = new DerReader(pkcs8).ReadSequence(Malformed);
        fields.ReadInteger(Malformed);
        fields.ReadSequence(Malformed);
        return fields.Read(DerTag.OctetString, Malformed).Content.Span;
    }

    private static IssuingException NotLoadable(PrivateKey key, Exception exception) =>
        new(IssuingProblem.KeyNotLoadable, $"this platform does not take the {key}", exception);
}

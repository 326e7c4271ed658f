using System.Security.Cryptography;
using KubectlWebhookCert.X509.Der;
using KubectlWebhookCert.X509.Keys;
using KubectlWebhookCert.X509.Pem;

namespace KubectlWebhookCert.X509.Issuing;

/// <summary>A private key in use, made or loaded. It is never printed; it leaves only by <see cref="ExportPem"/>.</summary>
public sealed class SigningKey : IDisposable
{
    private readonly AsymmetricAlgorithm pair;

    internal SigningKey(AsymmetricAlgorithm pair)
    {
        this.pair = pair;
        PublicKey = PublicKeyParser.Read(new DerReader(pair.ExportSubjectPublicKeyInfo()).Read(DerTag.Sequence, "malformed spki"), []);
        Signature = IssuedSignature.For(PublicKey);
    }

    /// <summary>The public half.</summary>
    public PublicKey PublicKey { get; }

    internal IssuedSignature Signature { get; }

    /// <summary>Makes a new key.</summary>
    /// <param name="algorithm">What it is to be.</param>
    public static SigningKey Generate(KeyAlgorithm algorithm)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        return algorithm.Kind == PublicKeyKind.Rsa
            ? SigningKeyLoader.Hold(RSA.Create(algorithm.SizeInBits))
            : SigningKeyLoader.Hold(ECDsa.Create(SigningKeyLoader.PlatformCurve(algorithm.Curve)));
    }

    /// <summary>Takes a key that was read.</summary>
    /// <param name="key">RSA or ECDSA, in any encoding.</param>
    /// <exception cref="IssuingException">It is encrypted, cannot sign here (Ed25519), or the platform does not take it.</exception>
    public static SigningKey Load(PrivateKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return SigningKeyLoader.Load(key);
    }

    /// <summary>The private key as a PEM block, labelled as Go's loaders expect. Whoever asks clears the bytes after use.</summary>
    /// <param name="encoding">PKCS#1 for RSA, SEC1 for ECDSA, PKCS#8 for both.</param>
    /// <exception cref="IssuingException">Keys of this kind have no such encoding.</exception>
    public byte[] ExportPem(PrivateKeyEncoding encoding)
    {
        var (label, der) = (pair, encoding) switch
        {
            (RSA rsa, PrivateKeyEncoding.Pkcs1) => ("RSA PRIVATE KEY", rsa.ExportRSAPrivateKey()),
            (ECDsa ecdsa, PrivateKeyEncoding.Sec1) => ("EC PRIVATE KEY", ecdsa.ExportECPrivateKey()),
            (_, PrivateKeyEncoding.Pkcs8) => ("PRIVATE KEY", pair.ExportPkcs8PrivateKey()),
            _ => throw new IssuingException(IssuingProblem.EncodingUnsuitable, $"no {PublicKey} private key is written as {encoding}"),
        };
        try
        {
            return PemWriter.Write(label, der);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    /// <summary>Lets go of the key.</summary>
    public void Dispose() => pair.Dispose();

    /// <summary>What kind of key it is: <c>RSA 2048 private key</c>.</summary>
    public override string ToString() => $"{PublicKey} private key";

    internal byte[] Sign(byte[] data) => pair switch
    {
        RSA rsa => rsa.SignData(data, Signature.Hash, RSASignaturePadding.Pkcs1),
        ECDsa ecdsa => ecdsa.SignData(data, Signature.Hash, DSASignatureFormat.Rfc3279DerSequence),
        _ => throw new InvalidOperationException(),
    };
}

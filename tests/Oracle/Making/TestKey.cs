using System.Security.Cryptography;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>A key of the pool.</summary>
/// <param name="Name">Says what it is: <c>p256-3</c>. One key, one name.</param>
/// <param name="Kind">What it signs with.</param>
/// <param name="PublicKeyInfo">SubjectPublicKeyInfo, DER.</param>
/// <param name="Signer">Signs bytes in a way that suits the kind.</param>
internal sealed record TestKey(string Name, KeyKind Kind, byte[] PublicKeyInfo, Func<SignatureScheme, byte[], byte[]> Signer)
{
    private readonly Lock signing = new();

    /// <summary>What its certificates have as subject key id.</summary>
    public byte[] KeyId { get; } = SHA256.HashData(PublicKeyInfo)[..20];

    /// <summary>How it signs when nothing is wrong.</summary>
    public SignatureScheme NaturalScheme { get; init; } = SignatureScheme.Sha256WithRsa;

    /// <summary>Signs. A scheme that the key cannot do is written all the same, over a signature of the natural one.</summary>
    public byte[] Sign(SignatureScheme scheme, byte[] data)
    {
        var used = scheme.Kind == Kind ? scheme : NaturalScheme;
        lock (signing)
        {
            try
            {
                return Signer(used, data);
            }
            catch (CryptographicException)
            {
                // A short RSA key has no room for a long hash: the bytes are none of its signatures then.
                return SHA512.HashData(data);
            }
        }
    }

    public override string ToString() => Name;
}

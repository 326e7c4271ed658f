using System.Security.Cryptography;
using KubectlWebhookCert.X509.Keys;

namespace KubectlWebhookCert.X509.Signatures;

/// <summary>What is signed in place of a long text: its hash.</summary>
internal static class Digest
{
    public static byte[] Of(ReadOnlySpan<byte> signed, SignatureAlgorithm algorithm) => algorithm.Hash?.Name switch
    {
        "SHA384" => SHA384.HashData(signed),
        "SHA512" => SHA512.HashData(signed),
        _ => SHA256.HashData(signed),
    };
}

using System.Security.Cryptography;

namespace KubectlWebhookCert.X509.Keys;

/// <summary>Whether a private key and a public key are a pair, judged as Go's TLS does: by what the private part makes of itself.</summary>
internal static class KeyMatch
{
    public static bool? Judge(PrivateKey key, PublicKey publicKey)
    {
        if (key.Kind != publicKey.Kind || key.Curve != publicKey.Curve)
        {
            return false;
        }

        var own = key.Kind switch
        {
            PublicKeyKind.Ecdsa => DerivePoint(key) ?? key.PublicValue,
            PublicKeyKind.Ed25519 => Ed25519.PublicKey(key.Scalar.Span),
            _ => key.PublicValue,
        };
        return own.IsEmpty ? null : own.Span.SequenceEqual(publicKey.Value.Span);
    }

    /// <summary>The point that belongs to the private number, uncompressed; null where the platform cannot say.</summary>
    private static ReadOnlyMemory<byte>? DerivePoint(PrivateKey key)
    {
        var curve = key.Curve switch
        {
            "P-256" => ECCurve.NamedCurves.nistP256,
            "P-384" => ECCurve.NamedCurves.nistP384,
            "P-521" => ECCurve.NamedCurves.nistP521,
            _ => ECCurve.CreateFromValue("1.3.132.0.33"),
        };
        try
        {
            using var pair = ECDsa.Create(new ECParameters { Curve = curve, D = key.Scalar.ToArray() });
            var point = pair.ExportParameters(includePrivateParameters: false).Q;
            return point is { X: { } x, Y: { } y } ? (byte[])[4, .. x, .. y] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
        catch (PlatformNotSupportedException)
        {
            return null;
        }
    }
}

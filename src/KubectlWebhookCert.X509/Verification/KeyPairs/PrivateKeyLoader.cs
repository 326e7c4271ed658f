using KubectlWebhookCert.X509.Pem;

namespace KubectlWebhookCert.X509.Verification.KeyPairs;

/// <summary>Private keys as Go's crypto/tls loads them: every encoding is tried, whatever the label says.</summary>
internal static class PrivateKeyLoader
{
    private const string Failed = "tls: failed to parse private key";

    public static bool IsPrivateKey(PemSpan block) =>
        block.Label == "PRIVATE KEY" || block.Label.EndsWith(" PRIVATE KEY", StringComparison.Ordinal);

    /// <summary>Whether a block says that it is encrypted, by its label or its headers.</summary>
    public static bool IsEncrypted(PemSpan block) => block.Label == "ENCRYPTED PRIVATE KEY" || block.Headers.Any(header =>
        header.Name == "DEK-Info" || (header.Name == "Proc-Type" && header.Value.Contains("ENCRYPTED", StringComparison.Ordinal)));

    /// <summary>Loads a key.</summary>
    /// <param name="der">Any bytes.</param>
    /// <param name="version">Whose loader.</param>
    /// <param name="problem">Why there is no key, in Go's words; empty if there is one.</param>
    public static LoadedKey? TryLoad(ReadOnlyMemory<byte> der, GoVersion version, out string problem)
    {
        // No bytes are a key in two encodings, so the order, which Go 1.27 changed, decides nothing.
        var key = Try(Pkcs8Loader.Load, der, version, out var why)
            ?? Try(Pkcs1Loader.Load, der, version, out _)
            ?? Try(Sec1Loader.Load, der, version, out _);
        problem = key is not null ? "" : GoChanges.KeyPairSaysWhy.IsIn(version) ? $"{Failed}: {why}" : Failed;
        return key;
    }

    /// <summary>Which loaders take a key.</summary>
    public static KeyLoaders FindLoaders(ReadOnlyMemory<byte> der, GoVersion version)
    {
        return Taking(KeyLoaders.Pkcs1, Try(Pkcs1Loader.Load, der, version, out _))
            | Taking(KeyLoaders.Sec1, Try(Sec1Loader.Load, der, version, out _))
            | Taking(KeyLoaders.Pkcs8, Try(Pkcs8Loader.Load, der, version, out _));
    }

    private static KeyLoaders Taking(KeyLoaders loader, LoadedKey? key) => key switch
    {
        null => KeyLoaders.None,
        { Kind: Keys.PublicKeyKind.Unknown } => loader,
        _ => loader | KeyLoaders.KeyPair,
    };

    private static LoadedKey? Try(
        Func<ReadOnlyMemory<byte>, GoVersion, LoadedKey> load, ReadOnlyMemory<byte> der, GoVersion version, out string problem)
    {
        try
        {
            problem = "";
            return load(der, version);
        }
        catch (DerFormatException exception)
        {
            problem = exception.What;
            return null;
        }
    }
}

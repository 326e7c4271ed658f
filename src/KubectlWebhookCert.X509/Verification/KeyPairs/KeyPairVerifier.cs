using KubectlWebhookCert.X509.Keys;
using KubectlWebhookCert.X509.Pem;

namespace KubectlWebhookCert.X509.Verification.KeyPairs;

/// <summary>
/// Go's verdict on a certificate and a private key: <c>tls.X509KeyPair</c>, with which webhook servers load what they serve.
/// </summary>
/// <remarks>
/// Three things are left out: ML-DSA, which Go has since 1.27; RSA keys far larger than any in use, which are refused to bound the
/// time it takes; and P-224 keys where the platform does not know the curve, which count as the certificate's.
/// </remarks>
public static class KeyPairVerifier
{
    /// <summary>Judges. Throws on no input.</summary>
    /// <param name="certificates">PEM text, any bytes: the leaf first, then what is served with it.</param>
    /// <param name="key">PEM text, any bytes.</param>
    /// <param name="version">Whose verdict is asked for.</param>
    public static KeyPairResult Verify(ReadOnlySpan<byte> certificates, ReadOnlySpan<byte> key, GoVersion version)
    {
        var rules = GoChanges.PemFromEndLines.IsIn(version) ? PemRules.Current : PemRules.Classic;
        var certificateBlocks = PemReader.Scan(certificates, rules);
        if (!Find(certificateBlocks, block => block.Label == PemLabel.Certificate, out var leafBlock))
        {
            return DescribeMissingCertificate(certificateBlocks);
        }

        var keyBlocks = PemReader.Scan(key, rules);
        if (!Find(keyBlocks, PrivateKeyLoader.IsPrivateKey, out var keyBlock))
        {
            return DescribeMissingKey(keyBlocks);
        }

        if (CertificateParser.TryParse(leafBlock.Bytes, version, out var problem) is not { } leaf)
        {
            return new KeyPairResult.Refused(KeyPairProblem.CertificateMalformed, problem);
        }

        if (PrivateKeyLoader.TryLoad(keyBlock.Bytes, version, out problem) is not { } loaded)
        {
            var isEncrypted = PrivateKeyLoader.IsEncrypted(keyBlock);
            return new KeyPairResult.Refused(isEncrypted ? KeyPairProblem.KeyEncrypted : KeyPairProblem.KeyMalformed, problem);
        }

        return Compare(leaf, loaded, version);
    }

    /// <summary>Which loaders of Go take the first private key of a PEM text. Throws on no input.</summary>
    /// <param name="key">PEM text, any bytes.</param>
    /// <param name="version">Whose loaders are asked about.</param>
    public static KeyLoaders FindLoaders(ReadOnlySpan<byte> key, GoVersion version)
    {
        var rules = GoChanges.PemFromEndLines.IsIn(version) ? PemRules.Current : PemRules.Classic;
        return Find(PemReader.Scan(key, rules), PrivateKeyLoader.IsPrivateKey, out var block)
            ? PrivateKeyLoader.FindLoaders(block.Bytes, version)
            : KeyLoaders.None;
    }

    private static bool Find(List<PemSpan> blocks, Predicate<PemSpan> isWanted, out PemSpan found)
    {
        var index = blocks.FindIndex(isWanted);
        found = index < 0 ? default : blocks[index];
        return index >= 0;
    }

    private static KeyPairResult.Refused DescribeMissingCertificate(List<PemSpan> skipped) => skipped switch
    {
        [] => new(KeyPairProblem.CertificateTextEmpty, "tls: failed to find any PEM data in certificate input"),
        [var one] when one.Label.EndsWith("PRIVATE KEY", StringComparison.Ordinal) => new(
            KeyPairProblem.CertificateTextHoldsKey,
            "tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched"),
        _ => new(
            KeyPairProblem.CertificateMissing,
            $"tls: failed to find \"CERTIFICATE\" PEM block in certificate input {DescribeSkipped(skipped)}"),
    };

    private static KeyPairResult.Refused DescribeMissingKey(List<PemSpan> skipped) => skipped switch
    {
        [] => new(KeyPairProblem.KeyTextEmpty, "tls: failed to find any PEM data in key input"),
        [{ Label: PemLabel.Certificate }] => new(
            KeyPairProblem.KeyTextHoldsCertificate,
            "tls: found a certificate rather than a key in the PEM for the private key"),
        _ => new(
            KeyPairProblem.KeyMissing,
            $"tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input {DescribeSkipped(skipped)}"),
    };

    private static string DescribeSkipped(List<PemSpan> blocks)
    {
        var labels = blocks.Select(block => block.Label.Length == 0 ? "" : PemLabel.Describe(block.Label));
        return $"after skipping PEM blocks of the following types: [{string.Join(' ', labels)}]";
    }

    private static KeyPairResult Compare(Certificate leaf, LoadedKey key, GoVersion version)
    {
        if (key.Kind == PublicKeyKind.Unknown)
        {
            return new KeyPairResult.Refused(KeyPairProblem.KeyCannotSign, "tls: found unknown private key type in PKCS#8 wrapping");
        }

        if (leaf.PublicKey.Kind is PublicKeyKind.Dsa or PublicKeyKind.Unknown)
        {
            return new KeyPairResult.Refused(KeyPairProblem.CertificateKeyUnknown, "tls: unknown public key algorithm");
        }

        if (leaf.PublicKey.Kind != key.Kind)
        {
            return new KeyPairResult.Refused(KeyPairProblem.KindsDiffer, "tls: private key type does not match public key type");
        }

        return key.BelongsTo(leaf.PublicKey, version)
            ? new KeyPairResult.Accepted(leaf)
            : new KeyPairResult.Refused(KeyPairProblem.KeysDiffer, "tls: private key does not match public key");
    }
}

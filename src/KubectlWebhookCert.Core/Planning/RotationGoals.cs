using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Issuing;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>From what was issued to what is to be in the end: new values under the old keys, everything else as it was.</summary>
public static class RotationGoals
{
    /// <summary>The goal.</summary>
    /// <param name="scope">What moves together.</param>
    /// <param name="options">What the user wants.</param>
    /// <param name="material">What was issued.</param>
    public static RotationGoal Of(RotationScope scope, RotationOptions options, IssuedMaterial material)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(material);
        var version = WithLeaf(scope.Original, scope, material);
        var authority = TrustText.Of(material.Authority);
        if (material.Authority.Equals(scope.Authority))
        {
            // a bundle that trusts it stays as it is, byte for byte
            return new RotationGoal(version, Trusting(scope, options, authority, bundle => bundle.Certificates.Contains(material.Authority)));
        }

        // the CA whose key is in the Secret comes first: some owners judge the first one alone
        var stored = options.KeepOldAuthority && scope.Authority is { } old ? TrustText.Union(authority, TrustText.Of(old)) : authority;
        return new RotationGoal(
            WithAuthorityKey(WithAuthorities(version, scope, stored.Bytes), scope, material), Trusting(scope, options, authority, _ => false));
    }

    private static ValueList<PlacedBundle> Trusting(RotationScope scope, RotationOptions options, CaBundle authority, Func<CaBundle, bool> stays) =>
    [
        .. scope.Bundles.Select(placed => stays(placed.Bundle) ? placed
            : placed with { Bundle = options.KeepOldAuthority ? TrustText.Union(authority, placed.Bundle) : authority }),
    ];

    private static SecretVersion WithLeaf(SecretVersion version, RotationScope scope, IssuedMaterial material)
    {
        var leaf = scope.Content.Leaf!;

        // who sends its CA along goes on doing so; intermediates of the old leaf have nothing to do with the new one
        ValueList<Certificate> chain = leaf.Chain.Count == 0 ? [material.Leaf] : [material.Leaf, material.Authority];
        var certificates = CertificatePem.Write(chain);
        return version.With(
            leaf.CertificateKey == leaf.PrivateKeyKey
                ? [new SecretEntry(leaf.CertificateKey, (byte[])[.. certificates, .. material.LeafKey.Pem.Span])]
                : [new SecretEntry(leaf.CertificateKey, certificates), new SecretEntry(leaf.PrivateKeyKey!, material.LeafKey.Pem)],
            chain);
    }

    private static SecretVersion WithAuthorities(SecretVersion version, RotationScope scope, ReadOnlyMemory<byte> authorities) => version.With(
        [.. scope.AuthorityDataKeys.Select(key => new SecretEntry(key, authorities))], version.Chain);

    private static SecretVersion WithAuthorityKey(SecretVersion version, RotationScope scope, IssuedMaterial material) =>
        scope.Content.AuthorityKey is { } key && material.AuthorityKey is { } pem
            ? version.With([new SecretEntry(key, pem.Pem)], version.Chain)
            : version;
}

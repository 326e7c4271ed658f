namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What a program tells the cert-controller library.</summary>
/// <param name="Namespace">That of the Secret.</param>
/// <param name="Secret">The Secret, which exists.</param>
/// <param name="AuthorityName">CAName: the CN and the SAN of its authority.</param>
/// <param name="ServerName">DNSName: the one name of its leaf.</param>
internal sealed record RotatorProfile(string Namespace, string Secret, string AuthorityName, string ServerName)
{
    /// <summary>Whose CA bundles it keeps.</summary>
    public IReadOnlyList<BundleTarget> Targets { get; init; } = [];

    /// <summary>How late this replica sees what becomes of the Secret: meanwhile it puts the previous bundle back.</summary>
    public TimeSpan SecretLag { get; init; }
}

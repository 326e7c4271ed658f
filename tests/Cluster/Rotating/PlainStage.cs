namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What nobody owns: a Secret that somebody filled by hand, and a configuration with its CA.</summary>
internal static class PlainStage
{
    /// <param name="control">Where.</param>
    /// <param name="make">What makes the objects.</param>
    /// <param name="authority">Has signed the leaf.</param>
    /// <param name="hasAuthorityKey">Whether the Secret holds the CA's private key.</param>
    /// <param name="reloadDelays">One for each replica: <see cref="ReloadingPod.StartAsync"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<RotatingStage> MakeAsync(
        ControlPlane control,
        ObjectMaker make,
        TestCertificates authority,
        bool hasAuthorityKey,
        IReadOnlyList<TimeSpan?> reloadDelays,
        CancellationToken cancellationToken) => RotatingStage.MakeAsync(
            control,
            make,
            serverName => (Data(authority, serverName, hasAuthorityKey), authority.Pem),
            secret => secret,
            reloadDelays,
            cancellationToken);

    private static Dictionary<string, string> Data(TestCertificates authority, string serverName, bool hasAuthorityKey)
    {
        var leaf = authority.Issue(serverName);
        var data = new Dictionary<string, string> { ["tls.crt"] = leaf.ChainPem, ["tls.key"] = leaf.KeyPem, ["ca.crt"] = authority.Pem };
        if (hasAuthorityKey)
        {
            data["ca.key"] = authority.KeyPem;
        }
        return data;
    }
}

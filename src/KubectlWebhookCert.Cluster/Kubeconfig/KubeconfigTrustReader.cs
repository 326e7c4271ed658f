using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Trust;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>Reads kubeconfigs for the CAs they trust and the client certificates they show. Opens no connection, and no private key leaves it.</summary>
/// <param name="environment">The world outside.</param>
public sealed class KubeconfigTrustReader(KubeconfigEnvironment environment)
{
    /// <summary>
    /// One holder of trust for each cluster and user that a context puts together, the current context's first. Another context whose entries or
    /// files are no good is left out: nothing that is used now depends on it.
    /// </summary>
    /// <param name="path">The file; null: the one that kubectl would use (<c>--kubeconfig</c>, <c>KUBECONFIG</c>, <c>~/.kube/config</c>).</param>
    /// <param name="overrides">The flags, of which <c>--kubeconfig</c> and <c>--context</c> count.</param>
    /// <param name="source">
    /// Where CAs should come from, or null. It is one cluster's: so it counts for the current context's cluster, and for no other.
    /// </param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <exception cref="KubeconfigException">The file cannot be read, has no contexts, or its current context makes no sense.</exception>
    /// <exception cref="CredentialException">A file that the current context names cannot be read.</exception>
    public async Task<ValueList<TrustStore>> ReadAsync(
        string? path, ConfigOverrides overrides, TrustSource? source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        var kubeconfig = MergedKubeconfig.Read(KubeconfigPaths.Find(path is null ? overrides.Kubeconfig : PathOf(path), environment));
        var names = kubeconfig.Names(KubeconfigSection.Contexts);
        var current = Current(kubeconfig, names, overrides.Context);
        var known = new HashSet<(string? Cluster, string? User)>();
        List<TrustStore> stores = [];
        string? currentCluster = null;
        foreach (var name in names.OrderBy(name => name == current ? 0 : 1))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var selection = Selection.Of(kubeconfig, new ConfigOverrides { Context = name });
                currentCluster ??= name == current ? selection.ClusterName : null;
                if (selection.Cluster is { } cluster && known.Add((selection.ClusterName, selection.UserName)))
                {
                    var isSources = currentCluster is not null && selection.ClusterName == currentCluster;
                    stores.Add(await ReadStoreAsync(name, cluster, selection.User, isSources ? source : null, cancellationToken));
                }
            }
            catch (WebhookCertException) when (name != current)
            {
                // of a cluster that is gone, mostly
            }
        }

        return stores.Count > 0 ? stores.ToValueList() : throw kubeconfig.NothingChosen();
    }

    /// <summary>The cluster that a kubeconfig is to trust, and what it trusts for it now.</summary>
    /// <param name="path">The file; null: the one that kubectl would use.</param>
    /// <param name="overrides">The flags, of which <c>--kubeconfig</c>, <c>--context</c> and <c>--cluster</c> count.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <exception cref="KubeconfigException">The file cannot be read, has no such cluster, or the cluster is not verified.</exception>
    /// <exception cref="CredentialException">A file that the cluster names cannot be read.</exception>
    public async Task<PlacedTrust> FindAsync(string? path, ConfigOverrides overrides, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        var (file, _) = Find(path, overrides);
        var content = await ReadFileAsync(file.File, cancellationToken);
        var (place, selection) = Find(path, overrides); // read after the content: what has changed in between is then seen to have changed
        var store = await ReadStoreAsync(selection.ContextName ?? place.Cluster, selection.Cluster!.Value, null, null, cancellationToken);
        return new PlacedTrust(place with { Content = content }, store);
    }

    private (HolderPlace.Kubeconfig Place, Selection Selection) Find(string? path, ConfigOverrides overrides)
    {
        var kubeconfig = MergedKubeconfig.Read(KubeconfigPaths.Find(path is null ? overrides.Kubeconfig : PathOf(path), environment));
        var selection = Selection.Of(kubeconfig, new ConfigOverrides { Context = overrides.Context, Cluster = overrides.Cluster });
        if (selection is not { Cluster: { } cluster, ClusterName: { } name })
        {
            throw kubeconfig.NothingChosen();
        }

        return cluster.Flag("insecure-skip-tls-verify")
            ? throw cluster.Wrong("insecure-skip-tls-verify", "is true: its CA is not used", $"kubectl config set-cluster {name} --insecure-skip-tls-verify=false")
            : (new HolderPlace.Kubeconfig(cluster.File, name, cluster.FilePath("certificate-authority")), selection);
    }

    private static async Task<byte[]> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception failure) when (FileFailure.Explain(failure, path) is { } why)
        {
            throw new KubeconfigException($"cannot read \"{path}\": {why}", $"ls -l {path}", failure);
        }
    }

    private static async Task<TrustStore> ReadStoreAsync(
        string context, KubeconfigEntry cluster, KubeconfigEntry? user, TrustSource? source, CancellationToken cancellationToken)
    {
        var authority = PemSource.OfEntry(cluster, "certificate-authority");
        var client = user is { } found ? PemSource.OfEntry(found, "client-certificate") : null;
        var authorities = authority is null ? default : await authority.ReadAsync(cancellationToken);
        var shown = client is null ? default : await client.ReadAsync(cancellationToken);
        return new TrustStore(
            new ObjectRef(TrustStore.KubeconfigKind, null, cluster.File),
            context,
            CaBundle.Read(authorities),
            source,
            CertificateBundle.Read(shown.Span).Certificates.FirstOrDefault())
        {
            ServerName = VerifiedName(cluster),
        };
    }

    private static string? VerifiedName(KubeconfigEntry cluster) =>
        cluster.Flag("insecure-skip-tls-verify") ? null
        : cluster.Text("tls-server-name") is { } name ? name
        : Uri.TryCreate(cluster.Text("server"), UriKind.Absolute, out var server) && server.Scheme == Uri.UriSchemeHttps ? server.IdnHost
        : null;

    private static string? Current(MergedKubeconfig kubeconfig, IReadOnlyList<string> names, string? flag)
    {
        var wanted = string.IsNullOrEmpty(flag) ? kubeconfig.CurrentContext : flag;
        if (wanted is not null && !names.Contains(wanted))
        {
            throw kubeconfig.NotFound(KubeconfigSection.Contexts, wanted, context: null);
        }

        return wanted ?? (names.Count == 1 ? names[0] : null);
    }

    /// <summary>The file that <c>kubeconfig/PATH</c> means: whether its first slash is a part of the path is for the files to say.</summary>
    /// <param name="path">What is typed behind <c>kubeconfig/</c>.</param>
    public string PathOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var rooted = $"{Path.DirectorySeparatorChar}{path}";
        return !Path.IsPathRooted(path) && !File.Exists(environment.FullPath(path)) && File.Exists(rooted) ? rooted : path;
    }
}

using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Trust;

namespace KubectlWebhookCert.Cluster.Gathering;

/// <summary>Reads a kubeconfig for what it trusts, and asks the server of its current context what it presents.</summary>
/// <param name="environment">The world outside.</param>
/// <param name="overrides">The connection flags.</param>
/// <param name="settings">How the server is asked; null: it is not.</param>
public sealed class KubeconfigTrust(KubeconfigEnvironment environment, ConfigOverrides overrides, ApiSettings? settings)
{
    /// <summary>One holder of trust for each cluster and user that a context puts together, the current context's first.</summary>
    /// <param name="target">Which kubeconfig.</param>
    /// <param name="source">Where the CAs of the current context's cluster should come from, or null.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="KubeconfigException">As for <see cref="KubeconfigTrustReader.ReadAsync"/>.</exception>
    /// <exception cref="CredentialException">As above.</exception>
    public async Task<ValueList<TrustStore>> ReadAsync(Target.Kubeconfig target, TrustSource? source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var stores = await new KubeconfigTrustReader(environment).ReadAsync(target.Path, overrides, source, cancellationToken);
        return settings is not null && stores[0] is { ServerName: not null, Bundle.IsEmpty: false } current
            ? [await AskAsync(current, Flags(current), settings, cancellationToken), .. stores.Skip(1)]
            : stores;
    }

    /// <summary>The cluster that a kubeconfig is to trust, what it trusts for it now, and what its server presents.</summary>
    /// <param name="target">Which kubeconfig; the flags say which cluster of it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="KubeconfigException">As for <see cref="KubeconfigTrustReader.FindAsync"/>.</exception>
    /// <exception cref="CredentialException">As above.</exception>
    public async Task<PlacedTrust> FindAsync(Target.Kubeconfig target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var found = await new KubeconfigTrustReader(environment).FindAsync(target.Path, overrides, cancellationToken);
        var cluster = (HolderPlace.Kubeconfig)found.Place;
        return settings is not null && found.Store.ServerName is not null
            ? found with { Store = await AskAsync(found.Store, new ConfigOverrides { Kubeconfig = cluster.Path, Cluster = cluster.Cluster }, settings, cancellationToken) }
            : found;
    }

    // that the server cannot be asked says nothing of the kubeconfig
    private async Task<TrustStore> AskAsync(TrustStore store, ConfigOverrides flags, ApiSettings asking, CancellationToken cancellationToken)
    {
        try
        {
            using var server = new LiveCluster(await new KubeconfigLoader(environment).LoadAsync(flags, cancellationToken), asking);
            var presented = await server.PresentedAsync(cancellationToken);
            return store with { Servers = [TrustSource.OfServer(ServerRef(server), new CaSource.ApiServer(), presented)] };
        }
        catch (WebhookCertException failure)
        {
            return store with { ServerProblem = failure.Message };
        }
    }

    private static ConfigOverrides Flags(TrustStore store) => new() { Kubeconfig = store.Resource.Name, Context = store.Field };

    /// <summary>An API server as a source is named by its address.</summary>
    /// <param name="server">The server.</param>
    public static ObjectRef ServerRef(LiveCluster server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return new ObjectRef(TrustSource.ApiServerKind, null, server.Server.GetLeftPart(UriPartial.Authority));
    }
}

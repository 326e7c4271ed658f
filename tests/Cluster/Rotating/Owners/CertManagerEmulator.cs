namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// cert-manager and its cainjector as they are documented, for one namespace: Certificates become Secrets, `Issuing` leads to a new
/// revision, foreign key pairs are reissued, and annotated configurations get the CA.
/// </summary>
/// <remarks>Its custom resource is the cluster's: other tests may depend on there being none, so use a cluster of your own.</remarks>
internal sealed class CertManagerEmulator : IAsyncDisposable
{
    private readonly ReconcileLoop issuing;
    private readonly ReconcileLoop injecting;

    private CertManagerEmulator(ApiClient client, CertManagerApi api, string @namespace, bool merges)
    {
        Api = api;
        Issuer = new CertManagerIssuer(client, api, @namespace);
        issuing = new ReconcileLoop(Issuer.ReconcileAsync);
        injecting = new ReconcileLoop(new CaInjector(client, @namespace, merges).ReconcileAsync);
    }

    /// <summary>To make and read Certificates.</summary>
    public CertManagerApi Api { get; }

    /// <summary>To change what it signs with, and whether.</summary>
    public CertManagerIssuer Issuer { get; }

    /// <param name="client">Its own identity.</param>
    /// <param name="namespace">Of the Certificates and their Secrets.</param>
    /// <param name="merges">Whether the injector adds to bundles (1.19 and later) or replaces them.</param>
    /// <param name="cancellationToken">Ends the wait for the custom resource.</param>
    public static async Task<CertManagerEmulator> StartAsync(
        ApiClient client, string @namespace, bool merges, CancellationToken cancellationToken)
    {
        var api = new CertManagerApi(client, @namespace);
        await api.DefineAsync(cancellationToken);
        return new CertManagerEmulator(client, api, @namespace, merges);
    }

    /// <summary>Returns when all that is there now has been acted on, if it calls for that.</summary>
    public async Task SettledAsync(CancellationToken cancellationToken)
    {
        // Trigger and issue are two looks.
        await issuing.LookedAsync(cancellationToken);
        await issuing.LookedAsync(cancellationToken);
        await injecting.LookedAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await issuing.DisposeAsync();
        await injecting.DisposeAsync();
        Issuer.Dispose();
    }
}

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>One more kube-apiserver of a control plane.</summary>
public sealed class ApiServerReplica : IAsyncDisposable
{
    private readonly GuardedProcess process;

    internal ApiServerReplica(GuardedProcess process, Uri server, ApiClient admin, string adminKubeconfig)
    {
        this.process = process;
        Server = server;
        Admin = admin;
        AdminKubeconfig = adminKubeconfig;
    }

    public Uri Server { get; }

    public ApiClient Admin { get; }

    /// <summary>Path of a kubeconfig for this server.</summary>
    public string AdminKubeconfig { get; }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await process.DisposeAsync();
    }
}

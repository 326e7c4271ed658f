namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>One more kube-apiserver of a control plane.</summary>
public sealed class ApiServerReplica : IAsyncDisposable
{
    private readonly GuardedProcess process;

    internal ApiServerReplica(GuardedProcess process, ApiClient admin, string adminKubeconfig)
    {
        this.process = process;
        Admin = admin;
        AdminKubeconfig = adminKubeconfig;
    }

    public ApiClient Admin { get; }

    /// <summary>Path of a kubeconfig for this server.</summary>
    public string AdminKubeconfig { get; }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await process.DisposeAsync();
    }
}

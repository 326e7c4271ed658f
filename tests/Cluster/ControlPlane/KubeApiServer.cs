using System.Net;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>One kube-apiserver. Several on one etcd would be a control plane of several.</summary>
internal sealed class KubeApiServer(string program, PrivateFolder folder, IPAddress address, int port)
{
    /// <summary>ClusterIPs out of loopback: a webhook server that listens on its Service's own address is what the API server calls.</summary>
    public const string ServiceRange = "127.100.0.0/16";

    public Task<GuardedProcess> StartAsync(string etcd, IEnumerable<string> files, CancellationToken cancellationToken) =>
        GuardedProcess.StartAsync(
            Path.Combine(folder.Logs, $"kube-apiserver-{port}.log"),
            program,
            [
                "--etcd-servers=" + etcd,
                $"--bind-address={address}",
                $"--advertise-address={address}",
                $"--secure-port={port}",
                "--endpoint-reconciler-type=none",
                "--service-cluster-ip-range=" + ServiceRange,
                "--authorization-mode=Node,RBAC",
                // Nobody here makes the default ServiceAccount that it would ask of every pod.
                "--disable-admission-plugins=ServiceAccount",
                "--allow-privileged=true",
                "--kubelet-preferred-address-types=InternalIP,Hostname",
                .. files,
            ],
            cancellationToken);

    /// <summary>/readyz is 200 and the namespace `default`, which it makes for itself, is there.</summary>
    public static Task UntilReadyAsync(ApiClient admin, GuardedProcess process, CancellationToken cancellationToken) =>
        Startup.UntilReadyAsync(
            "kube-apiserver",
            process,
            async token => await AnswersAsync(admin, "/readyz", token) && await AnswersAsync(admin, "/api/v1/namespaces/default", token),
            cancellationToken);

    private static async Task<bool> AnswersAsync(ApiClient admin, string path, CancellationToken cancellationToken)
    {
        try
        {
            return (await admin.SendAsync(HttpMethod.Get, path, null, cancellationToken)).Status == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

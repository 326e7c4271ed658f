using System.Net;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>One kube-apiserver. Several on one etcd would be a control plane of several.</summary>
internal sealed class KubeApiServer(string program, PrivateFolder folder, IPAddress address, int port)
{
    /// <summary>ClusterIPs out of loopback: a server on its Service's own address is what the API server calls.</summary>
    public const string ServiceRange = "127.100.0.0/16";

    // Its calls to webhooks would go through the proxy of whoever runs the tests.
    private static readonly string[] WithoutProxies =
    [
        "-u", "HTTP_PROXY", "-u", "HTTPS_PROXY", "-u", "ALL_PROXY", "-u", "http_proxy", "-u", "https_proxy", "-u", "all_proxy",
    ];

    public Task<GuardedProcess> StartAsync(string etcd, IEnumerable<string> files, CancellationToken cancellationToken) =>
        GuardedProcess.StartAsync(
            Path.Combine(folder.Logs, $"kube-apiserver-{port}.log"),
            "env",
            [
                .. WithoutProxies,
                program,
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

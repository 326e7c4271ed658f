using System.Globalization;
using System.Net;
using System.Security.Cryptography;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// A real etcd and kube-apiserver on loopback with fresh data, RBAC on, and certificates made here. There is no controller
/// manager and no kubelet: namespaces stay Terminating, nobody makes endpoints or pods but the test.
/// </summary>
public sealed class ControlPlane : TestCluster
{
    private const int Attempts = 3;

    private readonly PrivateFolder folder;
    private readonly ClusterPki pki = new();
    private readonly List<GuardedProcess> processes = [];
    private readonly string adminToken = NewToken();
    private readonly string restrictedToken = NewToken();
    private ApiClient? admin;
    private KubeconfigFile? anonymous;
    private Func<int, IReadOnlyList<string>, CancellationToken, Task<GuardedProcess>>? startServer;

    private ControlPlane(PrivateFolder folder) => this.folder = folder;

    public override ApiClient Admin => admin ?? throw new InvalidOperationException("not started");

    public override KubeconfigFile Anonymous => anonymous ?? throw new InvalidOperationException("not started");

    public override PrivateFolder Folder => folder;

    public ClusterPki Pki => pki;

    /// <summary>By client certificate.</summary>
    public override string AdminKubeconfig => folder.PathOf("admin.kubeconfig");

    public string AdminTokenKubeconfig => folder.PathOf("admin-token.kubeconfig");

    public override string RestrictedKubeconfig => folder.PathOf("restricted.kubeconfig");

    public override string RestrictedUser => "restricted-user";

    /// <summary>Its token is one that the server does not know (any longer): 401.</summary>
    public string UnknownTokenKubeconfig => folder.PathOf("unknown-token.kubeconfig");

    /// <summary>The administrator's token, for kubeconfigs of a test's own.</summary>
    public string AdminToken => adminToken;

    /// <summary>Of all that was started: none of them may be left after disposal.</summary>
    public IEnumerable<int> ProcessIds => processes.SelectMany(process => process.ProcessIds);

    /// <exception cref="InvalidOperationException">It did not come up; the message has the end of the log and its path.</exception>
    public static async Task<ControlPlane> StartAsync(CancellationToken cancellationToken)
    {
        var programs = await ControlPlanePrograms.FindAsync(cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var controlPlane = new ControlPlane(new PrivateFolder());
            try
            {
                await controlPlane.StartAsync(programs, cancellationToken);
                return controlPlane;
            }
            catch (PortTakenException) when (attempt < Attempts)
            {
                await controlPlane.DisposeAsync();
            }
            catch
            {
                controlPlane.folder.KeepLogs();
                await controlPlane.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>One more kube-apiserver on the same etcd, with the same certificates: it sees what the first one writes, a moment later.</summary>
    /// <exception cref="InvalidOperationException">It did not come up.</exception>
    public Task<ApiServerReplica> AnotherServerAsync(CancellationToken cancellationToken) => AnotherServerAsync(pki.Server, [], cancellationToken);

    /// <summary>The same with a serving certificate of another authority, sent along with it or not.</summary>
    /// <exception cref="InvalidOperationException">It did not come up.</exception>
    public Task<ApiServerReplica> AnotherServerAsync(TestCertificates authority, bool sendsAuthority, CancellationToken cancellationToken)
    {
        var serving = authority.Issue("localhost", "127.0.0.1");
        var name = FreshName.With("server");
        return AnotherServerAsync(
            authority,
            [
                "--tls-cert-file=" + folder.Write($"{name}.crt", serving.ChainPem + (sendsAuthority ? authority.Pem : "")),
                "--tls-private-key-file=" + folder.Write($"{name}.key", serving.KeyPem),
            ],
            cancellationToken);
    }

    private async Task<ApiServerReplica> AnotherServerAsync(
        TestCertificates authority, IReadOnlyList<string> further, CancellationToken cancellationToken)
    {
        if (startServer is null)
        {
            throw new InvalidOperationException("not started");
        }
        for (var attempt = 1; ; attempt++)
        {
            var port = LoopbackPort.Free();
            var connection = new KubeconfigFile(new UriBuilder("https", "127.0.0.1", port).Uri) { AuthorityPem = authority.Pem };
            var certificate = pki.Users.IssueClient("test-admin", "system:masters");
            var client = ApiClient.WithCertificate(connection.Server, authority, certificate);
            var process = await startServer(port, further, cancellationToken);
            try
            {
                await KubeApiServer.UntilReadyAsync(client, process, cancellationToken);
                var kubeconfig = connection with { ClientCertificatePem = certificate.ChainPem, ClientKeyPem = certificate.KeyPem };
                return new ApiServerReplica(process, connection.Server, client, folder.Write($"admin-{port}.kubeconfig", kubeconfig.ToYaml()));
            }
            catch (PortTakenException) when (attempt < Attempts)
            {
                client.Dispose();
                await process.DisposeAsync();
            }
            catch
            {
                client.Dispose();
                await process.DisposeAsync();
                throw;
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        admin?.Dispose();
        // The API server first: without its etcd it would fill the log with complaints.
        foreach (var process in Enumerable.Reverse(processes))
        {
            await process.DisposeAsync();
        }
        pki.Dispose();
        folder.Dispose();
    }

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private async Task StartAsync(ControlPlanePrograms programs, CancellationToken cancellationToken)
    {
        var etcd = new EtcdServer(programs.Etcd, folder);
        processes.Add(await etcd.StartAsync(cancellationToken));
        var flags = pki.Write(folder, Tokens());
        var port = LoopbackPort.Free();
        anonymous = new KubeconfigFile(new UriBuilder("https", "127.0.0.1", port).Uri) { AuthorityPem = pki.Server.Pem };
        var certificate = pki.Users.IssueClient("test-admin", "system:masters");
        WriteKubeconfigs(anonymous, certificate);
        admin = ApiClient.WithCertificate(anonymous.Server, pki.Server, certificate);
        await etcd.UntilReadyAsync(processes[^1], cancellationToken);

        startServer = (chosen, further, ended) =>
            new KubeApiServer(programs.KubeApiServer, folder, IPAddress.Loopback, chosen).StartAsync(etcd.ClientUrl, [.. flags, .. further], ended); // the last of a flag counts
        processes.Add(await startServer(port, [], cancellationToken));
        await KubeApiServer.UntilReadyAsync(admin, processes[^1], cancellationToken);
    }

    // token,user,uid,"groups": the static token file.
    private string Tokens() => string.Create(
        CultureInfo.InvariantCulture,
        $"{adminToken},test-admin-by-token,1,\"system:masters\"\n{restrictedToken},{RestrictedUser},2\n");

    private void WriteKubeconfigs(KubeconfigFile connection, TestCertificate certificate)
    {
        Write(AdminKubeconfig, connection with { ClientCertificatePem = certificate.ChainPem, ClientKeyPem = certificate.KeyPem });
        Write(AdminTokenKubeconfig, connection with { Token = adminToken });
        Write(RestrictedKubeconfig, connection with { Token = restrictedToken });
        Write(UnknownTokenKubeconfig, connection with { Token = NewToken() });
    }

    private void Write(string path, KubeconfigFile kubeconfig) => folder.Write(Path.GetFileName(path), kubeconfig.ToYaml());
}

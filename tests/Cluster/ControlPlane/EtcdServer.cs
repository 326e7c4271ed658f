using System.Net.Sockets;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>One etcd on loopback, as a cluster of its own.</summary>
internal sealed class EtcdServer(string program, PrivateFolder folder)
{
    private readonly int port = LoopbackPort.Free();

    public string ClientUrl => $"http://127.0.0.1:{port}";

    public Task<GuardedProcess> StartAsync(CancellationToken cancellationToken)
    {
        var peers = $"http://127.0.0.1:{LoopbackPort.Free()}";
        return GuardedProcess.StartAsync(
            Path.Combine(folder.Logs, "etcd.log"),
            program,
            [
                "--name=test",
                "--data-dir=" + folder.PathOf("etcd"),
                "--listen-client-urls=" + ClientUrl,
                "--advertise-client-urls=" + ClientUrl,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=test=" + peers,
            ],
            cancellationToken);
    }

    /// <summary>Its client port opens once it has elected itself.</summary>
    public Task UntilReadyAsync(GuardedProcess process, CancellationToken cancellationToken) =>
        Startup.UntilReadyAsync("etcd", process, AcceptsAsync, cancellationToken);

    private async Task<bool> AcceptsAsync(CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync("127.0.0.1", port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

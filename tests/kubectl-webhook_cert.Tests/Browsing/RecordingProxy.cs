using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace KubectlWebhookCert.Commands.Tests.Browsing;

/// <summary>A proxy that answers nobody and keeps the first line of every request: what a page asks of any network arrives here.</summary>
internal sealed class RecordingProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<string> requests = new();

    public RecordingProxy()
    {
        listener.Start();
        _ = AcceptAsync();
    }

    public string Address => $"http://{listener.LocalEndpoint}";

    public IReadOnlyList<string> Requests => [.. requests];

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                using var reader = new StreamReader(client.GetStream());
                requests.Enqueue(await reader.ReadLineAsync(stop.Token) ?? string.Empty);
            }
            catch (Exception failure) when (failure is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // the browser went away, or the test has ended
            }
        }
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A server on loopback that is no API server: it answers every connection with the same bytes, or never.</summary>
internal sealed class StubServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task accepting;
    private readonly string? answer;

    /// <param name="answer">Head and body as they go over the wire; null: it listens and says nothing.</param>
    public StubServer(string? answer)
    {
        this.answer = answer;
        listener.Start();
        accepting = AcceptAsync();
    }

    public string Address => $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>Done when a request has come in.</summary>
    public Task Asked => asked.Task;

    /// <summary>An HTTP/1.1 answer.</summary>
    public static string Http(string status, string contentType, string body) =>
        $"HTTP/1.1 {status}\r\nContent-Type: {contentType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Dispose();
        await accepting.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await listener.AcceptSocketAsync(ended.Token)));
            }
        }
        finally
        {
            await Task.WhenAll(connections).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            var buffer = new byte[16384];
            if (await socket.ReceiveAsync(buffer, ended.Token) > 0)
            {
                asked.TrySetResult();
            }
            if (answer is null)
            {
                await Task.Delay(Timeout.Infinite, ended.Token);
                return;
            }
            await socket.SendAsync(Encoding.UTF8.GetBytes(answer), ended.Token);
            socket.Shutdown(SocketShutdown.Send);
            while (await socket.ReceiveAsync(buffer, ended.Token) > 0)
            {
                // The client reads to the end and closes.
            }
        }
    }
}

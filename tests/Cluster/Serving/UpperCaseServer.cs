using System.Net;
using System.Net.Sockets;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Sends ASCII letters back in upper case, so that an echo on the way is no answer; hangs up after `bye`.</summary>
internal sealed class UpperCaseServer : IAsyncDisposable
{
    private readonly Socket listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource ended = new();
    private readonly Task serving;

    public UpperCaseServer()
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Address = (IPEndPoint?)listener.LocalEndPoint ?? throw new InvalidOperationException("not bound");
        serving = ServeAsync();
    }

    public IPEndPoint Address { get; }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Dispose();
        await serving;
        ended.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(AnswerAsync(await listener.AcceptAsync(ended.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task AnswerAsync(Socket connection)
    {
        using var owned = connection;
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await connection.ReceiveAsync(buffer, ended.Token)) > 0)
            {
                var answer = buffer.AsMemory(0, read);
                var isLast = answer.Span.SequenceEqual("bye"u8);
                foreach (ref var letter in answer.Span)
                {
                    letter = (byte)char.ToUpperInvariant((char)letter);
                }
                await connection.SendAsync(answer, ended.Token);
                if (isLast)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // Disposed, or the client hung up.
        }
    }
}

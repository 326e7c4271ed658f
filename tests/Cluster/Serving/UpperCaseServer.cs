using System.Net;
using System.Net.Sockets;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Sends ASCII letters back in upper case, so that an echo on the way is no answer; hangs up after `bye`.</summary>
internal sealed class UpperCaseServer : IAsyncDisposable
{
    private readonly TcpAcceptor acceptor = new(new IPEndPoint(IPAddress.Loopback, 0), AnswerAsync);

    public IPEndPoint Address => acceptor.Address;

    public ValueTask DisposeAsync() => acceptor.DisposeAsync();

    private static async Task AnswerAsync(Socket connection, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await connection.ReceiveAsync(buffer, cancellationToken)) > 0)
            {
                var answer = buffer.AsMemory(0, read);
                var isLast = answer.Span.SequenceEqual("bye"u8);
                foreach (ref var letter in answer.Span)
                {
                    letter = (byte)char.ToUpperInvariant((char)letter);
                }
                await connection.SendAsync(answer, cancellationToken);
                if (isLast)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed, or the client hung up.
        }
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>One client of the proxy: its requests, one after the other, each passed on and answered.</summary>
/// <param name="client">The client's end.</param>
/// <param name="plan">Which writes have faults.</param>
/// <param name="connect">Opens a connection to the server, with the administrator's certificate or without.</param>
internal sealed class ProxiedConnection(
    HttpPeer client, WritePlan plan, Func<bool, CancellationToken, Task<ApiServerConnection>> connect) : IAsyncDisposable
{
    private ApiServerConnection? server;

    /// <summary>Until one of the two ends the connection, or a fault does.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var isOpen = true;
        while (isOpen && await client.ReadHeadAsync(cancellationToken) is { } head)
        {
            using var body = new MemoryStream();
            await client.CopyBodyAsync(head.RequestFraming, body, cancellationToken);
            var request = new ProxiedRequest(head, body.ToArray());
            isOpen = request.IsWrite
                ? await WriteAsync(request, cancellationToken)
                : await ReadAsync(request, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    private static string Status(WriteFault.Answer answer)
    {
        var reason = (int)answer.Status switch
        {
            409 => "Conflict",
            429 => "TooManyRequests",
            503 => "ServiceUnavailable",
            _ => "InternalError",
        };
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["status"] = "Failure",
            ["message"] = "the fault proxy of the tests says so",
            ["reason"] = reason,
            ["code"] = (int)answer.Status,
        };
        if (answer.RetryAfterSeconds is { } seconds)
        {
            status["details"] = new JsonObject { ["retryAfterSeconds"] = seconds };
        }
        return status.ToJsonString();
    }

    /// <summary>False: the connection is over.</summary>
    private async Task<bool> WriteAsync(ProxiedRequest request, CancellationToken cancellationToken)
    {
        var (write, faults) = plan.Begin(request);
        foreach (var fault in faults)
        {
            switch (fault)
            {
                case WriteFault.Answer answer:
                    await AnswerAsync(answer, cancellationToken);
                    return true;
                case WriteFault.CutBefore:
                    await CutAsync(cancellationToken);
                    return false;
                case WriteFault.Delay delay:
                    await Task.Delay(delay.Time, cancellationToken);
                    break;
                case WriteFault.CallBefore before:
                    await plan.CallAsync(before.Call, write, cancellationToken);
                    break;
                default:
                    break;
            }
        }
        var (head, whole) = await AnswerOfServerAsync(request, cancellationToken);
        foreach (var after in faults.OfType<WriteFault.CallAfter>())
        {
            await plan.CallAsync(after.Call, write, cancellationToken);
        }
        if (faults.OfType<WriteFault.CutAfter>().Any())
        {
            await CutAsync(cancellationToken);
            return false;
        }
        await client.Stream.WriteAsync(whole, cancellationToken);
        return !head.IsLast;
    }

    /// <summary>False: the connection is over.</summary>
    private async Task<bool> ReadAsync(ProxiedRequest request, CancellationToken cancellationToken)
    {
        var (peer, head) = await SendAsync(request, cancellationToken);
        await client.Stream.WriteAsync(head.Bytes, cancellationToken);
        if (head.Status == 101)
        {
            await Task.WhenAny(client.CopyAllAsync(peer.Stream, cancellationToken), peer.CopyAllAsync(client.Stream, cancellationToken));
            return false;
        }
        // A watch ends when its client goes, and not only with the next event.
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var copying = peer.CopyBodyAsync(head.AnswerFraming(request.Method), client.Stream, cancellationToken);
        var isCopied = await Task.WhenAny(copying, client.UntilGoneAsync(answered.Token)) == copying;
        await answered.CancelAsync();
        if (!isCopied)
        {
            return false;
        }
        await copying;
        return !head.IsLast;
    }

    private async Task<(HttpMessageHead Head, byte[] Whole)> AnswerOfServerAsync(
        ProxiedRequest request, CancellationToken cancellationToken)
    {
        var (peer, head) = await SendAsync(request, cancellationToken);
        using var whole = new MemoryStream();
        await whole.WriteAsync(head.Bytes, cancellationToken);
        await peer.CopyBodyAsync(head.AnswerFraming(request.Method), whole, cancellationToken);
        return (head, whole.ToArray());
    }

    private async Task<(HttpPeer Server, HttpMessageHead Head)> SendAsync(ProxiedRequest request, CancellationToken cancellationToken)
    {
        if (server is not null && server.HasCertificate == request.HasToken)
        {
            await server.DisposeAsync();
            server = null;
        }
        server ??= await connect(!request.HasToken, cancellationToken);
        await server.Peer.Stream.WriteAsync((byte[])[.. request.Head.Bytes.Span, .. request.Body], cancellationToken);
        return (server.Peer, await server.Peer.ReadHeadAsync(cancellationToken) ?? throw new IOException("the server hung up"));
    }

    private async Task AnswerAsync(WriteFault.Answer answer, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(Status(answer));
        var retry = answer.RetryAfterSeconds is { } seconds
            ? string.Create(CultureInfo.InvariantCulture, $"Retry-After: {seconds}\r\n")
            : "";
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {(int)answer.Status} Fault\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n{retry}\r\n");
        await client.Stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body], cancellationToken);
    }

    // The beginning of an answer: without it a client may take the connection for an idle one and send the request again by itself.
    private async Task CutAsync(CancellationToken cancellationToken) =>
        await client.Stream.WriteAsync("HTTP/1.1 "u8.ToArray(), cancellationToken);
}

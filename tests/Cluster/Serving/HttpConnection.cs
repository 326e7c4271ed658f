using System.Globalization;
using System.Text;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The least of HTTP/1.1 that Go's client needs: keep-alive, bodies with a length.</summary>
internal sealed class HttpConnection(Stream stream)
{
    private const int HeadLimit = 64 * 1024;

    private byte[] buffered = [];

    /// <summary>Null at the end of the connection.</summary>
    public async Task<HttpRequestHead?> ReadHeadAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = buffered.AsSpan().IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (buffered.Length > HeadLimit)
            {
                throw new IOException("request head without an end");
            }
            if (!await FillAsync(cancellationToken))
            {
                return null;
            }
        }
        var lines = Encoding.ASCII.GetString(buffered, 0, end).Split("\r\n");
        buffered = buffered[(end + 4)..];
        var request = lines[0].Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }
        return new HttpRequestHead(request[0], request[1], headers);
    }

    public async Task<byte[]> ReadBodyAsync(HttpRequestHead head, CancellationToken cancellationToken)
    {
        var length = head.Header("Content-Length") is { } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        while (buffered.Length < length)
        {
            if (!await FillAsync(cancellationToken))
            {
                throw new IOException("request body cut short");
            }
        }
        var body = buffered[..length];
        buffered = buffered[length..];
        return body;
    }

    public Task AnswerAsync(string status, string contentType, string body, CancellationToken cancellationToken) =>
        AnswerAsync(status, contentType, body, isLast: false, cancellationToken);

    /// <param name="status">Code and reason.</param>
    /// <param name="contentType">Of the body.</param>
    /// <param name="body">The body.</param>
    /// <param name="isLast">Whether the client is told to connect anew for its next request.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task AnswerAsync(string status, string contentType, string body, bool isLast, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var close = isLast ? "Connection: close\r\n" : "";
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status}\r\nContent-Type: {contentType}\r\nContent-Length: {bytes.Length}\r\n{close}\r\n");
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. bytes], cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        var chunk = new byte[16 * 1024];
        var read = await stream.ReadAsync(chunk, cancellationToken);
        buffered = [.. buffered, .. chunk.AsSpan(0, read)];
        return read > 0;
    }
}

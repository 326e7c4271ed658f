using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>One answer, read to its end or open for its lines. Its body lies in a rented buffer until <see cref="Dispose"/>.</summary>
internal sealed class ApiAnswer : IDisposable
{
    /// <summary>Nobody's list page comes near; a server that never stops sending is not one.</summary>
    private const int LargestBody = 512 << 20;

    private const int FirstBuffer = 16 << 10;

    /// <summary>What a CRD's schema nests stays below; the default of 64 does not suffice for it.</summary>
    public const int DeepestJson = 1000;

    private byte[] buffer;
    private int length;

    private ApiAnswer(HttpResponseMessage response, byte[] buffer)
    {
        this.buffer = buffer;
        Code = (int)response.StatusCode;
        MediaType = response.Content.Headers.ContentType?.MediaType ?? string.Empty;
        RetryAfter = response.Headers.RetryAfter;
        Date = response.Headers.Date;
    }

    public int Code { get; }

    public string MediaType { get; }

    public RetryConditionHeaderValue? RetryAfter { get; }

    /// <summary>The server's clock, in whole seconds; null where it does not say.</summary>
    public DateTimeOffset? Date { get; }

    /// <summary>What is still to come of an answer that was not read to its end; null where it was.</summary>
    public LineReader? Lines { get; private init; }

    /// <summary>The connection, where it was given to the client (status 101); null otherwise. Not disposed with this: it is whose takes it.</summary>
    public Stream? Connection { get; private init; }

    public ReadOnlyMemory<byte> Body => buffer.AsMemory(0, length);

    /// <summary>Whether this is a page for people: a proxy's, or a login form.</summary>
    public bool IsHtml =>
        MediaType.Contains("html", StringComparison.OrdinalIgnoreCase) || Body.Span.TrimStart(" \t\r\n"u8) is [(byte)'<', ..];

    public static async Task<ApiAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var expected = Math.Clamp(response.Content.Headers.ContentLength ?? 0, FirstBuffer, LargestBody);
        var answer = new ApiAnswer(response, ArrayPool<byte>.Shared.Rent((int)expected + 1));
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            await using (stream)
            {
                while (await stream.ReadAsync(answer.buffer.AsMemory(answer.length), cancellationToken) is var read and > 0)
                {
                    answer.length += read;
                    if (answer.length == answer.buffer.Length)
                    {
                        answer.Grow();
                    }
                }
            }

            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    /// <summary>An answer whose lines are read one by one. It keeps the response until <see cref="Dispose"/>, which ends it.</summary>
    /// <param name="response">The response.</param>
    /// <param name="seen">Is shown each line.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<ApiAnswer> OpenAsync(
        HttpResponseMessage response, Action<ReadOnlyMemory<byte>> seen, CancellationToken cancellationToken) =>
        new(response, []) { Lines = new LineReader(response, await response.Content.ReadAsStreamAsync(cancellationToken), seen) };

    /// <summary>An answer after which the connection is the client's.</summary>
    /// <param name="response">The response.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<ApiAnswer> SwitchAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        new(response, []) { Connection = await response.Content.ReadAsStreamAsync(cancellationToken) };

    /// <summary>Parses the body; the document must be disposed before this answer.</summary>
    /// <exception cref="JsonException">The body is no JSON.</exception>
    public JsonDocument Parse() => JsonDocument.Parse(Body, new JsonDocumentOptions { MaxDepth = DeepestJson });

    public void Dispose()
    {
        Lines?.Dispose();
        var rented = buffer;
        buffer = [];
        length = 0;
        if (rented.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Grow()
    {
        if (length >= LargestBody)
        {
            throw new InvalidDataException("the answer does not end");
        }

        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}

using System.Net;
using System.Text;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>An API server that gives the answers it was told, in order, and remembers what it was asked.</summary>
internal sealed class FakeApi : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> answers = [];

    public List<Asked> Requests { get; } = [];

    public FakeApi Answers(int code, string body, string mediaType = "application/json", string? retryAfter = null)
    {
        answers.Enqueue(() =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)code) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
            if (retryAfter is not null)
            {
                response.Headers.Add("Retry-After", retryAfter);
            }

            return response;
        });
        return this;
    }

    public FakeApi Fails(Exception exception)
    {
        answers.Enqueue(() => throw exception);
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add(new Asked(
            $"{request.Method} {request.RequestUri!.PathAndQuery}",
            request.Headers.NonValidated.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.Ordinal),
            request.Content?.Headers.ContentType?.MediaType,
            body));
        return answers.TryDequeue(out var answer) ? answer() : throw new InvalidOperationException($"not expected: {Requests[^1].Line}");
    }

    /// <summary>One request as it came.</summary>
    internal sealed record Asked(string Line, IReadOnlyDictionary<string, string> Headers, string? ContentType, string Body);
}

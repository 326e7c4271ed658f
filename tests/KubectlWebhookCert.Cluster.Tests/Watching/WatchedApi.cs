using System.Net;
using System.Text;

namespace KubectlWebhookCert.Cluster.Tests.Watching;

/// <summary>
/// An API server with answers per kind of request: lists, gets and watches. Of several answers to a kind each is given once,
/// the last one ever after.
/// </summary>
internal sealed class WatchedApi : HttpMessageHandler
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<Func<HttpResponseMessage>>> answers = [];
    private readonly List<string> asked = [];
    private readonly List<(string Line, TaskCompletionSource Came)> awaited = [];

    /// <summary>Every request so far.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (gate)
            {
                return [.. asked];
            }
        }
    }

    public IReadOnlyList<string> Watches => [.. Asked.Where(path => path.Contains("watch=true", StringComparison.Ordinal))];

    public WatchedApi Lists(string body) => Answers("list", () => Json(200, body));

    public WatchedApi Gets(string body) => Answers("get", () => Json(200, body));

    public WatchedApi Watching(Feed feed) =>
        Answers("watch", () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(feed) });

    public WatchedApi Refuses(string kind, int code) => Answers(kind, () => Json(code, Object.Status(code)));

    public WatchedApi Fails(string kind, Exception exception) => Answers(kind, () => throw exception);

    /// <summary>Completes with the first request whose path has a part.</summary>
    public Task WhenAskedAsync(string part)
    {
        lock (gate)
        {
            if (asked.Exists(path => path.Contains(part, StringComparison.Ordinal)))
            {
                return Task.CompletedTask;
            }

            var came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited.Add((part, came));
            return came.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.PathAndQuery;
        var kind = path.Contains("watch=true", StringComparison.Ordinal) ? "watch"
            : path.Contains("limit=", StringComparison.Ordinal) ? "list"
            : "get";
        Func<HttpResponseMessage> answer;
        lock (gate)
        {
            asked.Add(path);
            foreach (var (part, came) in awaited)
            {
                _ = path.Contains(part, StringComparison.Ordinal) && came.TrySetResult();
            }

            var ofKind = answers[kind];
            answer = ofKind[0];
            if (ofKind.Count > 1)
            {
                ofKind.RemoveAt(0);
            }
        }

        return Task.FromResult(answer());
    }

    private static HttpResponseMessage Json(int code, string body) =>
        new((HttpStatusCode)code) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private WatchedApi Answers(string kind, Func<HttpResponseMessage> answer)
    {
        if (!answers.TryGetValue(kind, out var ofKind))
        {
            answers[kind] = ofKind = [];
        }

        ofKind.Add(answer);
        return this;
    }
}

using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using KubectlWebhookCert.Cluster.Kubeconfig;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>Sends requests as somebody, again where that is sound, and reads answers to their end.</summary>
/// <param name="config">Where to and as whom.</param>
/// <param name="settings">How.</param>
/// <param name="transport">The client.</param>
internal sealed class ApiConnection(ClientConfig config, ApiSettings settings, ApiTransport transport)
{
    private readonly string address = config.Server.GetLeftPart(UriPartial.Path).TrimEnd('/');
    private readonly RequestHeaders headers = new(config, settings.Version);
    private readonly RequestLog log = new(settings);

    /// <summary>The answer to a request, if it is one of a Kubernetes API and a success.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ApiStatusException">The answer is a refusal.</exception>
    /// <exception cref="ClusterUnreachableException">There is no answer, or none of a Kubernetes API.</exception>
    public async Task<ApiAnswer> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        // an exec plugin may wait for a person: the request's time starts after it
        var credential = await config.Credentials.GetAsync(cancellationToken);
        using var limit = settings.RequestTimeout is { } time && time > TimeSpan.Zero ? new CancellationTokenSource(time, settings.Clock) : null;
        using var either = limit is null ? null : CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await RepeatAsync(request, credential, either?.Token ?? cancellationToken);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested && limit is { IsCancellationRequested: true })
        {
            throw ConnectionFailure.TimedOut(config, request, exception);
        }
    }

    /// <summary>The lines of an answer that goes on, each parsed and valid until the next; the request's time is that until its first byte.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ApiStatusException">The answer is a refusal.</exception>
    /// <exception cref="ClusterUnreachableException">There is no answer, or none of a Kubernetes API.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="HttpRequestException">The connection broke.</exception>
    /// <exception cref="InvalidDataException">A line does not end.</exception>
    /// <exception cref="JsonException">A line is no JSON.</exception>
    public async IAsyncEnumerable<JsonElement> LinesAsync(
        ApiRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(request with { Endless = true, Repeatable = true }, cancellationToken);
        while (await answer.Lines!.NextAsync(cancellationToken) is { } line)
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = ApiAnswer.DeepestJson });
            yield return document.RootElement;
        }
    }

    private async Task<ApiAnswer> RepeatAsync(ApiRequest request, Credential credential, CancellationToken cancellationToken)
    {
        var renewed = false;
        for (var attempt = 1; ;)
        {
            var (answer, failure) = await TryAsync(request, credential, cancellationToken);
            if (answer is { Code: 401 } && !renewed && config.Credentials.Refused(credential))
            {
                answer.Dispose();
                credential = await config.Credentials.GetAsync(cancellationToken);
                renewed = true;
                continue;
            }

            var again = attempt < RetryDelay.Tries
                && (answer is null ? request.Repeatable && ConnectionFailure.IsBroken(failure!) : IsBusy(answer, request));
            if (!again)
            {
                return answer is null ? throw ConnectionFailure.Describe(failure!, config, request) : Accept(answer, request);
            }

            var delay = answer is null ? RetryDelay.BackOff(attempt) : RetryDelay.After(answer, attempt, settings.Clock.GetUtcNow());
            answer?.Dispose();
            log.Repeating(delay, attempt);
            await Task.Delay(delay, settings.Clock, cancellationToken);
            attempt++;
        }
    }

    /// <summary>429 means that nothing was done; 503 may come from something in between, after the server has done it.</summary>
    private static bool IsBusy(ApiAnswer answer, ApiRequest request) =>
        answer.Code == 429 || (answer.Code == 503 && request.Repeatable);

    private ApiAnswer Accept(ApiAnswer answer, ApiRequest request)
    {
        if (request.Upgrade is null ? answer.Code is >= 200 and < 300 && !answer.IsHtml : answer.Connection is not null)
        {
            return answer;
        }

        using (answer)
        {
            throw request.Upgrade is null ? StatusAnswer.Refusal(answer, config) : StatusAnswer.RefusedUpgrade(answer, config);
        }
    }

    private async Task<(ApiAnswer? Answer, Exception? Failure)> TryAsync(
        ApiRequest request, Credential credential, CancellationToken cancellationToken)
    {
        using var message = CreateMessage(request, credential);
        log.Sending(message, request, credential);
        var started = settings.Clock.GetTimestamp();
        try
        {
            var client = transport.For(credential);
            var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var switches = request.Upgrade?.IsAcceptedBy(response) is true;
            var staysOpen = switches || (request.Endless && response.IsSuccessStatusCode);
            using var ended = staysOpen ? null : response;
            var answer = switches ? await ApiAnswer.SwitchAsync(response, cancellationToken)
                : staysOpen ? await ApiAnswer.OpenAsync(response, line => log.Received(line, request, credential), cancellationToken)
                : await ApiAnswer.ReadAsync(response, cancellationToken);
            log.Answered(message, response, answer, request, credential, started);
            return (answer, null);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidDataException)
        {
            log.Failed(message, "failed", started);
            return (null, exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // the connect timeout of the handler
            log.Failed(message, "timed out", started);
            return (null, exception);
        }
    }

    private HttpRequestMessage CreateMessage(ApiRequest request, Credential credential)
    {
        var message = new HttpRequestMessage(request.Method, address + request.Path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        headers.AddTo(message.Headers, request.Accept, credential);
        request.Upgrade?.AddTo(message.Headers);
        if (request.Upgrade is not null || SeparateFields.AreIn(message.Headers))
        {
            message.Version = HttpVersion.Version11;
            message.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        }

        if (!request.Body.IsEmpty)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.ContentType = new(request.ContentType);
        }

        return message;
    }
}

using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using KubectlWebhookCert.Cluster.Kubeconfig;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>What <c>-v</c> shows: at 6 each request with its outcome, at 7 its headers, at 8 bodies cut short, at 9 whole ones. Never a credential.</summary>
/// <param name="settings">Level and place.</param>
internal sealed class RequestLog(ApiSettings settings)
{
    private const int RequestLevel = 6;
    private const int HeaderLevel = 7;
    private const int BodyLevel = 8;
    private const int WholeBodyLevel = 9;
    private const int ShortBody = 1024;

    private readonly TextWriter? writer = settings.Verbosity >= RequestLevel && settings.Log is { } log ? TextWriter.Synchronized(log) : null;

    /// <summary>Before a request is sent.</summary>
    /// <param name="message">As it goes out.</param>
    /// <param name="request">What it was made of.</param>
    /// <param name="credential">What must not appear.</param>
    public void Sending(HttpRequestMessage message, ApiRequest request, Credential credential)
    {
        if (writer is null || settings.Verbosity < HeaderLevel)
        {
            return;
        }

        var text = new StringBuilder();
        if (settings.Verbosity >= BodyLevel && !request.Body.IsEmpty)
        {
            AppendBody(text, "Request Body", request.Body, request, credential);
        }

        _ = text.Append("Request Headers:\n");
        AppendHeaders(text, message.Headers.NonValidated);
        writer.Write(text.ToString());
    }

    /// <summary>After it was answered.</summary>
    /// <param name="message">The request.</param>
    /// <param name="response">The answer's headers.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="request">What the request was made of.</param>
    /// <param name="credential">What must not appear.</param>
    /// <param name="started">Timestamp of the clock when it was sent.</param>
    public void Answered(
        HttpRequestMessage message, HttpResponseMessage response, ApiAnswer answer, ApiRequest request, Credential credential, long started)
    {
        if (writer is null)
        {
            return;
        }

        var text = new StringBuilder();
        _ = text.Append(
            CultureInfo.InvariantCulture,
            $"{message.Method} {message.RequestUri} {answer.Code} {response.StatusCode} in {Milliseconds(started)} milliseconds\n");
        if (settings.Verbosity >= HeaderLevel)
        {
            _ = text.Append("Response Headers:\n");
            AppendHeaders(text, response.Headers.NonValidated);
        }

        if (settings.Verbosity >= BodyLevel && answer is { Lines: null, Connection: null })
        {
            AppendBody(text, "Response Body", answer.Body, request, credential);
        }

        writer.Write(text.ToString());
    }

    /// <summary>After a line of an answer that goes on.</summary>
    /// <param name="line">The line.</param>
    /// <param name="request">What the request was made of.</param>
    /// <param name="credential">What must not appear.</param>
    public void Received(ReadOnlyMemory<byte> line, ApiRequest request, Credential credential)
    {
        if (writer is null || settings.Verbosity < BodyLevel)
        {
            return;
        }

        var text = new StringBuilder();
        AppendBody(text, "Response Line", line, request, credential);
        writer.Write(text.ToString());
    }

    /// <summary>After no answer came.</summary>
    /// <param name="message">The request.</param>
    /// <param name="why">Kind of failure.</param>
    /// <param name="started">Timestamp of the clock when it was sent.</param>
    public void Failed(HttpRequestMessage message, string why, long started) =>
        writer?.Write(string.Create(
            CultureInfo.InvariantCulture, $"{message.Method} {message.RequestUri} {why} in {Milliseconds(started)} milliseconds\n"));

    /// <summary>Before a request is sent again.</summary>
    /// <param name="delay">How long it waits.</param>
    /// <param name="attempt">Number of the try that failed, from 1.</param>
    public void Repeating(TimeSpan delay, int attempt) =>
        writer?.Write(string.Create(
            CultureInfo.InvariantCulture, $"try {attempt} of {RetryDelay.Tries} failed, the next in {(long)delay.TotalMilliseconds} milliseconds\n"));

    private long Milliseconds(long started) => (long)settings.Clock.GetElapsedTime(started).TotalMilliseconds;

    private static void AppendHeaders(StringBuilder text, HttpHeadersNonValidated headers)
    {
        foreach (var (name, values) in headers)
        {
            var shown = name is "Authorization" ? $"{values.ToString().Split(' ')[0]} {SecretMask.Mask}"
                : name is "Set-Cookie" or "Proxy-Authorization" ? SecretMask.Mask
                : values.ToString();
            foreach (var field in shown.Split(SeparateFields.Separator))
            {
                _ = text.Append(CultureInfo.InvariantCulture, $"    {name}: {field}\n");
            }
        }
    }

    private void AppendBody(StringBuilder text, string title, ReadOnlyMemory<byte> body, ApiRequest request, Credential credential)
    {
        var shown = SecretMask.Apply(body, request.ConcernsSecrets, credential);
        var cut = settings.Verbosity < WholeBodyLevel && shown.Length > ShortBody;
        _ = text.Append(title).Append(": ").Append(cut ? shown.AsSpan(0, ShortBody) : shown);
        _ = cut ? text.Append(CultureInfo.InvariantCulture, $" [truncated {shown.Length - ShortBody} chars]\n") : text.Append('\n');
    }
}

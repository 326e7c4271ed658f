using System.Text.Json;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>Turns an answer that is no success into the error the user is told, as client-go and kubectl word it.</summary>
/// <remarks>Source: Kubernetes API reference, Status (meta/v1); k8s.io/apimachinery/pkg/api/errors.</remarks>
internal static class StatusAnswer
{
    private const string NoSuchType = "the server could not find the requested resource";

    /// <summary>The error of an answer outside 2xx.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="config">The connection.</param>
    public static WebhookCertException Refusal(ApiAnswer answer, ClientConfig config)
    {
        if (answer.IsHtml)
        {
            return ConnectionFailure.Foreign(config, "HTML");
        }

        if (answer.Code is >= 300 and < 400)
        {
            return ConnectionFailure.Foreign(config, "a redirect");
        }

        try
        {
            using var document = answer.Parse();
            if (document.RootElement.Text("kind") == "Status")
            {
                return FromStatus(document.RootElement, answer.Code, config);
            }
        }
        catch (JsonException)
        {
            // plain text, as the server answers for a path it does not have
        }

        return Create(answer.Code, string.Empty, string.Empty, config, answer.Code == 404, null);
    }

    /// <summary>
    /// The error of an answer that does not give the connection away. It may be a kubelet's, which the API server passes on: plain text.
    /// </summary>
    /// <param name="answer">The answer.</param>
    /// <param name="config">The connection.</param>
    public static WebhookCertException RefusedUpgrade(ApiAnswer answer, ClientConfig config) =>
        answer.Code < 300 ? ConnectionFailure.Foreign(config, "something that is no port-forward")
        : answer.MediaType == "text/plain" && PlainText.Of(answer.Body.Span) is { Length: > 0 } text
            ? new ApiStatusException(answer.Code, string.Empty, text)
        : Refusal(answer, config);

    /// <summary>The error a Status tells of.</summary>
    /// <param name="status">An object of kind Status.</param>
    /// <param name="code">The HTTP status code.</param>
    /// <param name="config">The connection.</param>
    public static ApiStatusException FromStatus(JsonElement status, int code, ClientConfig config) =>
        Create(
            status.Number("code") is { } own and > 0 ? own : code,
            status.Text("reason") ?? string.Empty,
            status.Text("message") ?? string.Empty,
            config,
            code == 404 && string.IsNullOrEmpty(status.Text("details", "name")),
            status.Text("metadata", "continue"));

    private static ApiStatusException Create(
        int code, string reason, string message, ClientConfig config, bool typeNotServed, string? continuation)
    {
        var (usualReason, usualMessage) = Usual(code);
        return new ApiStatusException(
            code,
            reason.Length > 0 ? reason : usualReason,
            message.Length > 0 ? message : usualMessage,
            code == 401 ? $"log in again, or check the user of {config.Source}: kubectl config view --minify" : null)
        {
            TypeNotServed = typeNotServed,
            Continue = string.IsNullOrEmpty(continuation) ? null : continuation,
        };
    }

    private static (string Reason, string Message) Usual(int code) => code switch
    {
        400 => ("BadRequest", "the server rejected our request for an unknown reason"),
        401 => ("Unauthorized", "the server has asked for the client to provide credentials"),
        403 => ("Forbidden", "the server does not allow access to the requested resource"),
        404 => ("NotFound", NoSuchType),
        405 => ("MethodNotAllowed", "the server does not allow this method on the requested resource"),
        406 => ("NotAcceptable", "the server was unable to respond with a content type that the client supports"),
        409 => ("Conflict", "the server reported a conflict"),
        410 => ("Gone", "the requested resource is no longer available"),
        413 => ("RequestEntityTooLarge", "the request is too large for the server"),
        415 => ("UnsupportedMediaType", "the body of the request was in an unknown format"),
        422 => ("Invalid", "the server rejected our request due to an error in our request"),
        429 => ("TooManyRequests", "the server has received too many requests and has asked us to try again later"),
        503 => ("ServiceUnavailable", "the server is currently unable to handle the request"),
        504 => ("Timeout", "the server was unable to return a response in the time allotted, but may still be processing the request"),
        >= 500 => ("InternalError", "an error on the server has prevented the request from succeeding"),
        _ => (string.Empty, $"the server responded with the status code {code} but did not return more information"),
    };
}

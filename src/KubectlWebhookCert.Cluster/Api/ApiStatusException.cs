using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>The API server answered, and the answer is no. Printed as kubectl prints it: <c>Error from server (NotFound): ...</c>.</summary>
/// <remarks>Source: Kubernetes API reference, Status (meta/v1).</remarks>
/// <param name="code">HTTP status code.</param>
/// <param name="reason"><c>reason</c> of the Status, for example <c>NotFound</c>; empty where the answer was no Status.</param>
/// <param name="message"><c>message</c> of the Status, or what stands in for it.</param>
/// <param name="hint">As for <see cref="WebhookCertException"/>.</param>
/// <param name="innerException">What was caught, or null.</param>
public sealed class ApiStatusException(
    int code, string reason, string message, string? hint = null, Exception? innerException = null)
    : WebhookCertException(message, hint, innerException)
{
    /// <summary>HTTP status code.</summary>
    public int Code { get; } = code;

    /// <summary><c>reason</c> of the Status; empty where the answer was no Status.</summary>
    public string Reason { get; } = reason;

    /// <summary>Whether the type itself is unknown to the server, not just the object (404 without <c>details.name</c>).</summary>
    public bool TypeNotServed { get; init; }

    /// <summary>Where a chunked list that became too old may go on (<c>metadata.continue</c> of a 410), or null: from its beginning.</summary>
    public string? Continue { get; init; }

    /// <inheritdoc/>
    public override string FirstLine => Reason switch
    {
        "Unauthorized" => $"error: You must be logged in to the server ({Message})",
        "" => $"Error from server: {Message}",
        _ => $"Error from server ({Reason}): {Message}",
    };
}

using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Core.JsonPath;

/// <summary>A JSONPath template is wrong, or does not fit the document; the reason is in kubectl's words.</summary>
/// <param name="message">As for <see cref="WebhookCertException"/>.</param>
/// <param name="reason">The reason alone.</param>
/// <param name="position">Where in the template it stopped, in characters from 0; null where the document is at fault.</param>
/// <param name="innerException">What was caught, or null.</param>
public sealed class JsonPathException(string message, string reason, int? position, Exception? innerException = null)
    : WebhookCertException(message, null, innerException)
{
    /// <summary>A reason, before the template's name is put to it.</summary>
    internal JsonPathException(string reason)
        : this(reason, reason, null)
    {
    }

    /// <summary>Whether a field was nowhere: then nothing was left, whereas all other faults leave kubectl with what it had.</summary>
    internal bool LeavesNothing { get; init; }

    /// <summary>The reason alone, for example <c>unterminated array</c>.</summary>
    public string Reason { get; } = reason;

    /// <summary>Where in the template it stopped, in characters from 0; null where the document is at fault.</summary>
    public int? Position { get; } = position;
}

using System.Globalization;
using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Core.Yaml;

/// <summary>A text is neither YAML nor JSON, or goes past a bound: <c>cannot read FILE: line N: REASON</c>. Never shows the text itself.</summary>
/// <param name="source">The file's path as the user wrote it, or what stands in for it.</param>
/// <param name="line">The line, from 1.</param>
/// <param name="reason">Lower case, no full stop.</param>
/// <param name="hint">As for <see cref="WebhookCertException"/>.</param>
/// <param name="innerException">What was caught, or null.</param>
public sealed class UnreadableDocumentException(
    string source, long line, string reason, string? hint = null, Exception? innerException = null)
    : WebhookCertException(
        string.Create(CultureInfo.InvariantCulture, $"cannot read {source}: line {line}: {reason}"), hint, innerException)
{
    /// <summary>The line, from 1.</summary>
    public long Line { get; } = line;

    /// <summary>What is wrong there, without file and line.</summary>
    public string Reason { get; } = reason;
}

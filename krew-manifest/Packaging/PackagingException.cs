namespace KubectlWebhookCert.Packaging;

/// <summary>What stops a release: printed as <c>error: MESSAGE</c>, then <c>hint: HINT</c>.</summary>
/// <param name="message">Lower case, no full stop, names the file.</param>
/// <param name="hint">What to type or change.</param>
internal sealed class PackagingException(string message, string hint) : Exception(message)
{
    /// <summary>What to type or change.</summary>
    public string Hint { get; } = hint;
}

namespace KubectlWebhookCert.Core.Errors;

/// <summary>A failure the user is told of: <c>error: MESSAGE</c>, then <c>hint: HINT</c>. Printed in one place, by the front end.</summary>
/// <param name="message">Lower case, no full stop, names the object: <c>cannot read "x.yaml" line 3: ...</c>. Never a token or key.</param>
/// <param name="hint">Something to type or do, or null where there is nothing.</param>
/// <param name="innerException">What was caught, or null.</param>
public abstract class WebhookCertException(string message, string? hint, Exception? innerException)
    : Exception(message, innerException)
{
    /// <summary>What to type or do next.</summary>
    public string? Hint { get; } = hint;

    /// <summary>What the process returns.</summary>
    public virtual ExitCode ExitCode => ExitCode.Failed;

    /// <summary>The whole first line, kubectl's way. An answer of the API server has a prefix of its own.</summary>
    public virtual string FirstLine => $"error: {Message}";
}

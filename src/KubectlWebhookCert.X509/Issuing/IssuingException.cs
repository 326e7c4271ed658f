namespace KubectlWebhookCert.X509.Issuing;

/// <summary>A key or certificate that cannot be issued.</summary>
/// <param name="problem">Why.</param>
/// <param name="message">The same in words, lower case, no full stop, nothing of any private key.</param>
/// <param name="innerException">What the platform said, or null.</param>
public sealed class IssuingException(IssuingProblem problem, string message, Exception? innerException) : Exception(message, innerException)
{
    /// <summary>Without a cause.</summary>
    /// <param name="problem">Why.</param>
    /// <param name="message">The same in words.</param>
    public IssuingException(IssuingProblem problem, string message)
        : this(problem, message, null)
    {
    }

    /// <summary>Why.</summary>
    public IssuingProblem Problem { get; } = problem;
}

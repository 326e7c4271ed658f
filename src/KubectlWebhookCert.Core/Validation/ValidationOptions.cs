using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Validation;

/// <summary>How to judge.</summary>
/// <param name="At">The instant to judge at, UTC.</param>
/// <param name="Server">Whose verdict is asked for.</param>
public sealed record ValidationOptions(DateTimeOffset At, ApiServerVersion Server)
{
    /// <summary>How long before the end of a certificate a warning is due; null for the default.</summary>
    public TimeSpan? ExpiryWarning { get; init; }

    /// <summary>How long before the end of a certificate an error is due; null for the default.</summary>
    public TimeSpan? ExpiryError { get; init; }

    /// <summary>Codes of rules that are left out.</summary>
    public ValueList<string> Disabled { get; init; } = [];
}

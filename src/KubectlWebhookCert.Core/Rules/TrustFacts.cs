using KubectlWebhookCert.Core.Trust;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Everything that a rule may look at to judge one holder of trust.</summary>
/// <param name="Store">What it holds, and where its CAs should come from.</param>
/// <param name="Options">The instant and the thresholds.</param>
internal sealed record TrustFacts(TrustStore Store, ValidationOptions Options)
{
    /// <summary>The instant to judge at, UTC.</summary>
    public DateTimeOffset Now => Options.At;
}

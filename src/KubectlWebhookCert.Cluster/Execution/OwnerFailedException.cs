using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>An owner was asked to issue a certificate and could not: what was there before is still there.</summary>
/// <param name="owner">Who.</param>
/// <param name="source">The object that says what it is to issue.</param>
/// <param name="why">What it says.</param>
public sealed class OwnerFailedException(string owner, ObjectRef source, string why)
    : WebhookCertException(
        $"{owner} could not issue {source}: {why}",
        $"kubectl describe {source.Kind.ToLowerInvariant()} {source.Name} -n {source.Namespace}; mend that and run the same command again, or give it up with --abort",
        null);

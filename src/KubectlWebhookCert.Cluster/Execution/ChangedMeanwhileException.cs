using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>Somebody else has changed what a rotation is about: it is not overwritten.</summary>
/// <param name="what">What was changed.</param>
public sealed class ChangedMeanwhileException(string what)
    : WebhookCertException($"{what} was changed meanwhile by somebody else: nothing more was written", "run the same command with --abort, then begin anew", null);

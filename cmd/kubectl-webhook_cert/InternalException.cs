using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Commands;

/// <summary>Something that no one foresaw: a bug of ours.</summary>
/// <param name="cause">What escaped.</param>
internal sealed class InternalException(Exception cause)
    : WebhookCertException(
        $"internal error: {cause.GetType().Name}: {cause.Message}", "this is a bug of the plugin: please report it with the command line", cause);

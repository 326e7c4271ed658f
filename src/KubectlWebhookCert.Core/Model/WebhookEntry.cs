namespace KubectlWebhookCert.Core.Model;

/// <summary>One client configuration as it stands in its object, before anything behind it is looked at.</summary>
/// <param name="Name">As <see cref="Webhook.Name"/>.</param>
/// <param name="Index">As <see cref="Webhook.Index"/>.</param>
/// <param name="Calls">What the API server calls.</param>
/// <param name="FailurePolicy">As <see cref="Webhook.FailurePolicy"/>.</param>
/// <param name="TimeoutSeconds">Seconds, or null.</param>
/// <param name="InsecureSkipTlsVerify">An APIService that is called without verification.</param>
/// <param name="CaBundle">The base64 text as it stands; empty where unset.</param>
internal sealed record WebhookEntry(
    string Name,
    int Index,
    WebhookCall Calls,
    string? FailurePolicy,
    int? TimeoutSeconds,
    bool InsecureSkipTlsVerify,
    string CaBundle);

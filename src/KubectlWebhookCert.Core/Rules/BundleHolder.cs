using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>A webhook of any configuration that was read, and whom the API server trusts for it.</summary>
/// <param name="Configuration">The configuration.</param>
/// <param name="Webhook">The webhook's name.</param>
/// <param name="Calls">What it calls.</param>
/// <param name="Bundle">Its CA bundle.</param>
internal sealed record BundleHolder(ObjectRef Configuration, string Webhook, WebhookCall Calls, CaBundle Bundle);

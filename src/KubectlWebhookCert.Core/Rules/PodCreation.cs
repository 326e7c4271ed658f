using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Whether the API server asks an admission webhook before it creates a pod.</summary>
/// <remarks>Source: kubernetes/apiserver, <c>pkg/admission/plugin/webhook/predicates/rules</c>.</remarks>
internal static class PodCreation
{
    /// <summary>The entry of the configuration that a webhook is, as read; null for a CRD and an APIService.</summary>
    public static JsonElement? Entry(WebhookFacts facts)
    {
        JsonElement[] entries = [.. facts.Configuration.Resource.Json.Items("webhooks")];
        return facts.Webhook.Index < entries.Length ? entries[facts.Webhook.Index] : null;
    }

    /// <summary>Whether a rule of the entry covers it.</summary>
    public static bool IsCovered(JsonElement entry) => AdmissionRules.Cover(entry, "CREATE", ResourceTypes.Pod);
}

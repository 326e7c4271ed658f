using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Whether an admission webhook is asked about a request, by its rules; its selectors are another question.</summary>
/// <remarks>Source: kubernetes/apiserver, <c>pkg/admission/plugin/webhook/predicates/rules</c>.</remarks>
internal static class AdmissionRules
{
    /// <summary>Whether a rule of an entry covers a request for an object itself, not for a subresource.</summary>
    /// <param name="entry">An item of <c>webhooks</c>.</param>
    /// <param name="operation"><c>CREATE</c>, <c>UPDATE</c> (patches, too) or <c>DELETE</c>.</param>
    /// <param name="type">The object's type.</param>
    public static bool Cover(JsonElement entry, string operation, ResourceType type) => entry.Items("rules").Any(rule =>
        Has(rule, "operations", operation)
        && Has(rule, "apiGroups", type.Group)
        && Has(rule, "apiVersions", type.Version)
        && (rule.Text("scope") is null or "*" || rule.Text("scope") == (type.Namespaced ? "Namespaced" : "Cluster"))
        && rule.Items("resources").Any(resource => Names(resource.Text() ?? string.Empty, type.Plural)));

    private static bool Has(JsonElement rule, string list, string wanted) =>
        rule.Items(list).Any(item => item.Text() is { } text && (text == "*" || text == wanted));

    // RESOURCE or RESOURCE/SUBRESOURCE; a star after the slash stands for none, too
    private static bool Names(string resource, string plural) =>
        resource.Split('/', 2) is [var named, .. var sub] && (named == "*" || named == plural) && (sub is [] or ["*"]);
}

using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Which requests an admission webhook is called for, in a form that compares.</summary>
internal static class AdmissionCall
{
    private static readonly ValueList<string> Conditions = ["rules", "namespaceSelector", "objectSelector", "matchConditions"];

    /// <summary>Rules, selectors and conditions: equal for two entries that are called for the same requests; null for one that is never called.</summary>
    /// <param name="configuration">A validating or mutating configuration.</param>
    /// <param name="index">Position of the entry.</param>
    public static string? Coverage(KubernetesObject configuration, int index)
    {
        var entry = Entry(configuration, index);
        return entry.Items("rules").Any()
            ? string.Join('\n', Conditions.Select(name => Canonical(entry.At(name) ?? default)))
            : null;
    }

    /// <summary>An entry's namespace selector in a form that compares; empty where it selects all.</summary>
    public static string NamespaceSelector(KubernetesObject configuration, int index) =>
        Canonical(Entry(configuration, index).At("namespaceSelector") ?? default);

    private static JsonElement Entry(KubernetesObject configuration, int index) =>
        configuration.Json.Items("webhooks").ElementAtOrDefault(index);

    // the order of keys and of items means nothing in any of the conditions; what is empty is as if it were not there
    private static string Canonical(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => Join(
            from member in json.Properties()
            where !(member.Name == "scope" && member.Value.Text() == "*")
            let text = Canonical(member.Value)
            where text.Length > 0
            select $"{member.Name}:{text}"),
        JsonValueKind.Array => Join(json.Items().Select(Canonical)),
        JsonValueKind.Undefined or JsonValueKind.Null => string.Empty,
        _ => json.GetRawText(),
    };

    private static string Join(IEnumerable<string> parts) =>
        string.Join(',', parts.Order(StringComparer.Ordinal)) is { Length: > 0 } text ? $"({text})" : string.Empty;
}

using System.Text.Json;

namespace KubectlWebhookCert.Core.Model;

/// <summary>A Service's selector: label equalities, all of which must hold.</summary>
internal static class LabelMatch
{
    /// <summary>Whether labels satisfy a selector. An empty selector selects nothing: such a Service's endpoints are made by hand.</summary>
    public static bool Selects(JsonElement? selector, JsonElement? labels)
    {
        var any = false;
        foreach (var wanted in selector?.Properties() ?? [])
        {
            any = true;
            if (labels is not { } present || present.Text(wanted.Name) != wanted.Value.GetText())
            {
                return false;
            }
        }

        return any;
    }

    /// <summary>A selector as the API takes it: <c>a=b,c=d</c>; null where it is empty.</summary>
    public static string? Text(JsonElement? selector)
    {
        var terms = (selector?.Properties() ?? []).Select(term => $"{term.Name}={term.Value.GetText()}");
        var text = string.Join(',', terms);
        return text.Length == 0 ? null : text;
    }

    private static string? GetText(this JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

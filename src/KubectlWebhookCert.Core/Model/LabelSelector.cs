using System.Text.Json;

namespace KubectlWebhookCert.Core.Model;

/// <summary>A selector with <c>matchLabels</c> and <c>matchExpressions</c>. None, or an empty one, selects everything.</summary>
/// <remarks>Source: Kubernetes API reference, LabelSelector v1 meta.</remarks>
internal static class LabelSelector
{
    /// <summary>Whether labels satisfy it.</summary>
    /// <param name="selector">The selector, or null.</param>
    /// <param name="label">The value of a label, or null where it is not there.</param>
    public static bool Selects(JsonElement? selector, Func<string, string?> label) =>
        (selector?.Properties("matchLabels") ?? []).All(wanted => label(wanted.Name) is { } value && value == wanted.Value.Text())
        && (selector?.Items("matchExpressions") ?? []).All(expression => Holds(expression, label));

    /// <summary>The labels that it looks at.</summary>
    public static IEnumerable<string> Keys(JsonElement? selector) =>
        (selector?.Properties("matchLabels") ?? []).Select(wanted => wanted.Name)
            .Concat((selector?.Items("matchExpressions") ?? []).Select(expression => expression.Text("key")).OfType<string>());

    private static bool Holds(JsonElement expression, Func<string, string?> label)
    {
        var value = label(expression.Text("key") ?? string.Empty);
        var isListed = value is not null && expression.Items("values").Any(listed => listed.Text() == value);
        return expression.Text("operator") switch
        {
            "In" => isListed,
            "NotIn" => !isListed,
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            _ => false, // there is no other
        };
    }
}

using System.Globalization;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Core.JsonPath;

/// <summary>Numbers and slices of a template.</summary>
internal static class PathNumber
{
    /// <summary>A constant: an integer where it is one, else a float64.</summary>
    /// <exception cref="JsonPathException">No number.</exception>
    public static PathValue Parse(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return PathValue.Of(whole);
        }

        return GoNumber.TryParseFloat(text, out var real) ? PathValue.Of(real) : throw new JsonPathException($"cannot parse number {text}");
    }

    /// <summary>What stands in brackets, for example <c>-1</c> or <c>1:5:2</c>.</summary>
    /// <exception cref="JsonPathException">No index and no slice.</exception>
    public static PathNode.Slice ParseSlice(string text)
    {
        var parts = text.Split(':');
        if (parts.Length > 3 || parts.Any(part => part.AsSpan(part is ['-', ..] ? 1 : 0).ContainsAnyExceptInRange('0', '9')))
        {
            throw new JsonPathException($"invalid array index {text}");
        }

        var from = Index(parts[0]);
        return parts.Length == 1
            ? new PathNode.Slice(from, unchecked((from ?? 0) + 1), EndFollowsStart: true, Step: null)
            : new PathNode.Slice(from, Index(parts[1]), EndFollowsStart: false, parts.Length > 2 ? Index(parts[2]) : null);
    }

    private static int? Index(string part) =>
        part.Length == 0 ? null
        : int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) ? index
        : throw new JsonPathException($"array index {part} is not a number");
}

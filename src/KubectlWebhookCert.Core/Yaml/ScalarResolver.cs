using System.Text;

namespace KubectlWebhookCert.Core.Yaml;

// The rules are those of go-yaml v2 (resolve.go), which sigs.k8s.io/yaml and so kubectl and the API server read manifests with:
// YAML 1.1 without sexagesimal numbers, and numbers as Go's strconv reads them with base 0.

/// <summary>Decides what a scalar is.</summary>
internal static class ScalarResolver
{
    private const string Standard = "tag:yaml.org,2002:";

    /// <summary>Whether a plain scalar is null.</summary>
    public static bool IsNull(string text) => text is "" or "~" or "null" or "Null" or "NULL";

    /// <summary>A scalar's type from its tag, its quotes and its text.</summary>
    /// <param name="scalar">As parsed.</param>
    /// <param name="resolved">The typed value.</param>
    /// <param name="reason">Why its tag does not fit its text; empty on success.</param>
    public static bool TryResolve(YamlNode.Scalar scalar, out ResolvedScalar resolved, out string reason)
    {
        resolved = scalar.Tag is null && scalar.Plain ? Resolve(scalar.Value) : new ResolvedScalar(ScalarKind.Text, scalar.Value);
        reason = string.Empty;
        if (scalar.Tag is null || !scalar.Tag.StartsWith(Standard, StringComparison.Ordinal))
        {
            return true;
        }

        var tag = scalar.Tag.AsSpan(Standard.Length);
        if (tag is "binary")
        {
            return TryDecode(scalar.Value, out resolved, out reason);
        }

        if (tag is not ("bool" or "int" or "float" or "null" or "timestamp"))
        {
            return true;
        }

        resolved = Resolve(scalar.Value);
        if (tag is "float")
        {
            resolved = resolved.Kind switch
            {
                ScalarKind.Integer => new ResolvedScalar(ScalarKind.Float, scalar.Value, Float: resolved.Integer),
                _ => resolved,
            };
        }

        var found = resolved.Kind switch
        {
            ScalarKind.Null => "null",
            ScalarKind.True or ScalarKind.False => "bool",
            ScalarKind.Integer or ScalarKind.Unsigned => "int",
            ScalarKind.Float => "float",
            ScalarKind.Timestamp => "timestamp",
            _ => "str",
        };
        if (!tag.SequenceEqual(found))
        {
            reason = $"cannot decode !!{found} as a !!{tag}";
            return false;
        }

        return true;
    }

    /// <summary>What a plain scalar without a tag is.</summary>
    public static ResolvedScalar Resolve(string text)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return new ResolvedScalar(ScalarKind.Null, text);
            case "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON":
                return new ResolvedScalar(ScalarKind.True, text);
            case "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF":
                return new ResolvedScalar(ScalarKind.False, text);
            case ".nan" or ".NaN" or ".NAN":
                return new ResolvedScalar(ScalarKind.Float, text, Float: double.NaN);
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF":
                return new ResolvedScalar(ScalarKind.Float, text, Float: double.PositiveInfinity);
            case "-.inf" or "-.Inf" or "-.INF":
                return new ResolvedScalar(ScalarKind.Float, text, Float: double.NegativeInfinity);
        }

        return text[0] switch
        {
            '.' when GoNumber.TryParseFloat(text, out var value) => new ResolvedScalar(ScalarKind.Float, text, Float: value),
            '+' or '-' or (>= '0' and <= '9') => ResolveNumber(text),
            _ => new ResolvedScalar(ScalarKind.Text, text),
        };
    }

    private static ResolvedScalar ResolveNumber(string text)
    {
        if (TimestampText.IsTimestamp(text))
        {
            return new ResolvedScalar(ScalarKind.Timestamp, text);
        }

        var digits = text.Contains('_', StringComparison.Ordinal) ? text.Replace("_", string.Empty, StringComparison.Ordinal) : text;
        if (GoNumber.TryParseInteger(digits, out var magnitude, out var negative))
        {
            if (negative ? magnitude <= (ulong)long.MaxValue + 1 : magnitude <= long.MaxValue)
            {
                return new ResolvedScalar(ScalarKind.Integer, text, Integer: negative ? unchecked(-(long)magnitude) : (long)magnitude);
            }

            if (digits[0] is not ('+' or '-'))
            {
                return new ResolvedScalar(ScalarKind.Unsigned, text, Unsigned: magnitude);
            }
        }

        return GoNumber.TryParseFloat(digits, out var value)
            ? new ResolvedScalar(ScalarKind.Float, text, Float: value)
            : new ResolvedScalar(ScalarKind.Text, text);
    }

    private static bool TryDecode(string value, out ResolvedScalar resolved, out string reason)
    {
        resolved = default;
        reason = string.Empty;
        var bytes = new byte[(value.Length / 4 * 3) + 3];
        if (value.AsSpan().ContainsAny(" \t") || !Convert.TryFromBase64String(value, bytes, out var written))
        {
            reason = "!!binary value contains invalid base64 data";
            return false;
        }

        resolved = new ResolvedScalar(ScalarKind.Text, Encoding.UTF8.GetString(bytes, 0, written));
        return true;
    }
}

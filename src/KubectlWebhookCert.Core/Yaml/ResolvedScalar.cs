using System.Globalization;
using System.Text.Json;

namespace KubectlWebhookCert.Core.Yaml;

/// <summary>What a scalar is.</summary>
internal enum ScalarKind
{
    Text,
    Null,
    True,
    False,
    Integer,
    Unsigned,
    Float,
    Timestamp,
}

/// <summary>A scalar with its type.</summary>
/// <param name="Kind">The type.</param>
/// <param name="Text">The text as written (decoded, for <c>!!binary</c>).</param>
/// <param name="Integer">The value of an <see cref="ScalarKind.Integer"/>.</param>
/// <param name="Unsigned">The value of an <see cref="ScalarKind.Unsigned"/>: past what 63 bits hold.</param>
/// <param name="Float">The value of a <see cref="ScalarKind.Float"/>.</param>
internal readonly record struct ResolvedScalar(ScalarKind Kind, string Text, long Integer = 0, ulong Unsigned = 0, double Float = 0)
{
    /// <summary>As a key of a JSON object; null where it cannot be one.</summary>
    public string? AsKey() => Kind switch
    {
        ScalarKind.Null => null,
        ScalarKind.True => "true",
        ScalarKind.False => "false",
        ScalarKind.Integer => Integer.ToString(CultureInfo.InvariantCulture),
        ScalarKind.Unsigned => Unsigned.ToString(CultureInfo.InvariantCulture),
        ScalarKind.Float => GoNumber.General32((float)Float),
        _ => Text,
    };

    /// <summary>Writes it as a JSON value.</summary>
    /// <returns>False where JSON has no such value (infinity, NaN).</returns>
    public bool TryWrite(Utf8JsonWriter writer)
    {
        switch (Kind)
        {
            case ScalarKind.Null:
                writer.WriteNullValue();
                break;
            case ScalarKind.True or ScalarKind.False:
                writer.WriteBooleanValue(Kind == ScalarKind.True);
                break;
            case ScalarKind.Integer:
                writer.WriteNumberValue(Integer);
                break;
            case ScalarKind.Unsigned:
                writer.WriteNumberValue(Unsigned);
                break;
            case ScalarKind.Float when !double.IsFinite(Float):
                return false;
            case ScalarKind.Float:
                writer.WriteRawValue(GoNumber.Json(Float), skipInputValidation: true);
                break;
            default:
                writer.WriteStringValue(Text);
                break;
        }

        return true;
    }
}

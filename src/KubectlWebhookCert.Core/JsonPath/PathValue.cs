using System.Globalization;
using System.Text.Json;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Core.JsonPath;

/// <summary>What Go's reflection takes a value for; decides what can be compared and printed.</summary>
internal enum PathKind
{
    /// <summary>No value at all: what a range over nothing, or a null in a range, stands on.</summary>
    Nothing,
    Null,
    Boolean,
    Integer,
    Unsigned,
    Float,
    Text,
    List,
    Map,
}

/// <summary>A value of the document or of the template.</summary>
internal sealed class PathValue
{
    /// <summary>The only <see cref="PathKind.Nothing"/>.</summary>
    public static readonly PathValue Nothing = new(PathKind.Nothing);

    private readonly JsonElement json;
    private readonly string? text;
    private readonly double real;
    private readonly long integer;

    private PathValue(PathKind kind, JsonElement json = default, string? text = null, long integer = 0, double real = 0)
    {
        Kind = kind;
        this.json = json;
        this.text = text;
        this.integer = integer;
        this.real = real;
    }

    public PathKind Kind { get; }

    public JsonElement Json => json;

    public long Integer => integer;

    public double Real => real;

    public bool Truth => integer != 0;

    /// <summary>The text of a <see cref="PathKind.Text"/>.</summary>
    public string Text => text ?? json.GetString() ?? string.Empty;

    public static PathValue Of(string constant) => new(PathKind.Text, text: constant);

    public static PathValue Of(long constant) => new(PathKind.Integer, integer: constant);

    public static PathValue Of(double constant) => new(PathKind.Float, real: constant);

    public static PathValue Of(bool constant) => new(PathKind.Boolean, integer: constant ? 1 : 0);

    /// <summary>One byte of a string, which is what Go finds in one.</summary>
    public static PathValue OfByte(byte value) => new(PathKind.Unsigned, integer: value);

    /// <summary>A value as kubectl reads it: whole numbers of 63 bits are integers, all others float64.</summary>
    public static PathValue Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new(PathKind.Map, json),
        JsonValueKind.Array => new(PathKind.List, json),
        JsonValueKind.String => new(PathKind.Text, json),
        JsonValueKind.Number when json.TryGetInt64(out var whole) => new(PathKind.Integer, json, integer: whole),
        JsonValueKind.Number => new(PathKind.Float, json, real: json.TryGetDouble(out var real) ? real : 0),
        JsonValueKind.True or JsonValueKind.False => new(PathKind.Boolean, json, integer: json.ValueKind == JsonValueKind.True ? 1 : 0),
        _ => new(PathKind.Null, json),
    };

    /// <summary>How Go's fmt prints it; lists and objects are not printed this way.</summary>
    public string Print() => Kind switch
    {
        PathKind.Nothing => "<no value>",
        PathKind.Null => "null",
        PathKind.Boolean => Truth ? "true" : "false",
        PathKind.Integer or PathKind.Unsigned => integer.ToString(CultureInfo.InvariantCulture),
        PathKind.Float => GoNumber.General(real),
        _ => Text,
    };
}

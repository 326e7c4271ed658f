using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KubectlWebhookCert.Commands.Tests;

/// <summary>
/// Validates against the part of JSON Schema 2020-12 that docs/*.schema.json use. A keyword it does not know fails the test,
/// so that a schema cannot promise what nobody checks.
/// </summary>
internal sealed class JsonSchemaValidator(JsonElement schema)
{
    public List<string> Validate(JsonElement value)
    {
        var problems = new List<string>();
        Validate(value, schema, "$", problems);
        return problems;
    }

    private void Validate(JsonElement value, JsonElement rules, string at, List<string> problems)
    {
        foreach (var rule in rules.EnumerateObject())
        {
            switch (rule.Name)
            {
                case "$schema" or "$defs" or "title" or "description":
                    break;
                case "$ref":
                    Validate(value, Resolve(rule.Value.GetString() ?? string.Empty), at, problems);
                    break;
                case "type":
                    Check(IsOfType(value, rule.Value.GetString()), $"{at} is no {rule.Value}", problems);
                    break;
                case "const":
                    Check(JsonElement.DeepEquals(value, rule.Value), $"{at} is not {rule.Value}", problems);
                    break;
                case "enum":
                    Check(rule.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(value, one)), $"{at} is none of {rule.Value}", problems);
                    break;
                case "pattern":
                    Check(Regex.IsMatch(value.GetString() ?? string.Empty, rule.Value.GetString() ?? "$."), $"{at} does not match {rule.Value}", problems);
                    break;
                case "format":
                    Check(rule.Value.GetString() == "date-time" && IsInstant(value), $"{at} is no {rule.Value}", problems);
                    break;
                case "minimum":
                    Check(value.GetDouble() >= rule.Value.GetDouble(), $"{at} is below {rule.Value}", problems);
                    break;
                case "required":
                    foreach (var name in rule.Value.EnumerateArray())
                    {
                        Check(value.TryGetProperty(name.GetString() ?? string.Empty, out _), $"{at} lacks {name}", problems);
                    }

                    break;
                case "properties" or "additionalProperties":
                    break;
                case "items":
                    foreach (var (index, item) in value.EnumerateArray().Index())
                    {
                        Validate(item, rule.Value, $"{at}[{index}]", problems);
                    }

                    break;
                default:
                    problems.Add($"{at}: the schema uses the keyword {rule.Name}, which nobody checks");
                    break;
            }
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            ValidateProperties(value, rules, at, problems);
        }
    }

    private void ValidateProperties(JsonElement value, JsonElement rules, string at, List<string> problems)
    {
        var hasOthers = rules.TryGetProperty("additionalProperties", out var others);
        var hasKnown = rules.TryGetProperty("properties", out var known);
        foreach (var property in value.EnumerateObject())
        {
            if (hasKnown && known.TryGetProperty(property.Name, out var rule))
            {
                Validate(property.Value, rule, $"{at}.{property.Name}", problems);
            }
            else if (hasOthers && others.ValueKind == JsonValueKind.False)
            {
                problems.Add($"{at} has the property {property.Name}, which the schema does not allow");
            }
            else if (hasOthers && others.ValueKind == JsonValueKind.Object)
            {
                Validate(property.Value, others, $"{at}.{property.Name}", problems);
            }
        }
    }

    private JsonElement Resolve(string reference) =>
        reference.Split('/').Skip(1).Aggregate(schema, (at, name) => at.GetProperty(name));

    private static bool IsOfType(JsonElement value, string? type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => false,
    };

    private static bool IsInstant(JsonElement value) =>
        DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
        && instant.Offset == TimeSpan.Zero;

    private static void Check(bool holds, string problem, List<string> problems)
    {
        if (!holds)
        {
            problems.Add(problem);
        }
    }
}

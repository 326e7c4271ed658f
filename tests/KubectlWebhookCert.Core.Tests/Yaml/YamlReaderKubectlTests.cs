using System.Text;
using System.Text.Json;
using KubectlWebhookCert.Core.Tests.Oracle;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Core.Tests.Yaml;

/// <summary>The same texts read by us and by kubectl.</summary>
public sealed class YamlReaderKubectlTests
{
    private const string Head = "apiVersion: example.com/v1\nkind: Sample\nmetadata: {name: a}\n";

    /// <summary>Each is the value of a key, on its line or indented below it.</summary>
    private static readonly string[] Values =
    [
        "true", "True", "TRUE", "tRue", "yes", "Yes", "YES", "y", "Y", "on", "On", "ON", "no", "n", "N", "off", "OFF", "false", "False",
        "'true'", "\"yes\"", "!!str yes", "! yes", "!!bool yes", "!!bool \"true\"", "null", "~", "Null", "NULL", "nULL", "\"\"", "''", "",
        "0", "-0", "+0", "1", "-1", "+1", "007", "08", "09.5", "0o17", "0O17", "0x1F", "0X1f", "-0x10", "0b101", "-0b101", "0x", "0o8", "0b2",
        "1_000", "1__0_", "_1", "1_0.5", "0_7", "9223372036854775807", "-9223372036854775808", "-9223372036854775809",
        "1.5", "1.", ".5", "+.5", "-.5", ".5e3", ".e3", "1e3", "1E3", "1e+3", "1e-3", "1e", "1.5e400", "1e21", "1e20", "1e-6", "1e-7", "123456789.125",
        "1.0", "100000000000000000000", "0.1", "1e3.5", "1.2.3", "1-2", "12:30:45", "1:2", "1,000", "+", "-", "--", "-a", "+a", ".", "..", ".a", ".inf2",
        "2001-01-01", "2001-1-1", "2001-01-01T00:00:00Z", "2001-12-14 21:59:43.10", "!!timestamp 2001-01-01", "!!int 0x10", "!!int \"5\"", "!!float 1", "!!float 1.5",
        "!!float .5", "!!null ~", "!!null ''", "!!binary aGVsbG8=", "!!binary \"aGVsbG8=\"", "!custom 12", "!custom yes", "!<tag:yaml.org,2002:str> 12",
        "plain text", "plain # comment", "plain#nocomment", "a: b".Replace(": ", ":", StringComparison.Ordinal), "a  b", "http://x:80/y?z=1", "{}", "[]", "[a, b]", "[a,b,]", "{a: b}", "{a: b, c}", "{a, b: }", "{a: [1, {b: 2}]}",
        "[a: b]", "[? a : b]", "[\"a\":1]", "{\"a\":1}", "{\"a\":\"b\",\"c\":[1,2.50,true,null]}", "[[1,2],[3]]", "[a b, c d]", "[1, yes, ~, '1', \"x\\ny\"]",
        "'it''s'", "'a\"b'", "\"a'b\"", "\"tab\\tend\"", "\"\\x41\\u00e9\\U0001F600\"", "\"\\0\\a\\b\\e\\f\\v\\N\\_\\L\\P\"", "\"back\\\\slash\"", "\"quote\\\"\"",
        "\"two\n  lines\"", "\"two\n\n  lines\"", "\"joined\\\n  lines\"", "'two\n  lines'", "plain\n  continued", "plain\n\n  continued",
        "|\n  a\n  b\n", "|-\n  a\n  b\n", "|+\n  a\n\n", ">\n  a\n  b\n\n  c\n", ">-\n  a\n   b\n  c\n", "|2\n    a\n   b\n", "|\n  a\n\n  b", ">\n\n  a\n", "|-\n\n", "| # comment\n  a\n",
        "\n- a\n- b\n", "\n  - a\n  - b\n", "\n  - - a\n    - b\n  - c\n", "\n  - a: 1\n    b: 2\n  -\n    c: 3\n  - \n", "\n  a: 1\n  b:\n    c: 2\n",
        "\n  ? a\n  : b\n", "\n  ? a\n", "\n  \"a b\": 1\n  'c d': 2\n  e f: 3\n", "\n  1: a\n  true: b\n  1.5: c\n  yes: d2\n".Replace("  yes: d2\n", string.Empty, StringComparison.Ordinal),
        "\n  no: a\n", "\n  0x10: a\n", "\n  1e3: a\n", "\n  .5: a\n", "\n  2001-01-01: a\n", "\n  123456789.5: a\n", "\n  ~: a\n", "\n  '': a\n", "\n  [a]: b\n",
        "\n  base: &b {x: 1, y: 2}\n  use: *b\n", "\n  base: &b {x: 1, y: 2}\n  use: {<<: *b, y: 3}\n", "\n  base: &b {x: 1, y: 2}\n  use: {y: 3, <<: *b}\n",
        "\n  base: &b {x: 1, y: 2}\n  other: &o {x: 5, z: 6}\n  use: {<<: [*b, *o], w: 1}\n", "\n  use: {<<: {x: 1}, y: 2}\n", "\n  use: {\"<<\": {x: 1}}\n", "\n  use: {<<: 5}\n", "\n  use: {<<: [5]}\n",
        "&a text", "&a", "\n  a: &x 1\n  b: *x\n  c: &x 2\n  d: *x\n", "\n  a: *missing\n", "&self [*self]", "\n  &k key: v\n  w: *k\n", "\n  &k key: v\n  *k : w\n".Replace("*k :", "o :", StringComparison.Ordinal),
        "a\tb", "a \t# comment", "\n  a:\tb\n", "\n\ta: b\n", "\n  a: b\n\tc: d\n", "@at", "`tick", "%percent", "*", "&", "!", "|", ">", "?", "? a", "- a", ":", ": a", "a:", "a: b: c", "a : b", "#c", "\"unclosed", "'unclosed",
        "[unclosed", "{unclosed", "]", "}", "a]", "a}", "[a]b", "\"a\"b", "\"bad \\q\"", "\"\\xZZ\"", "---", "...", "a\n...\n", "<<", "=", "é", "😀", "\u00a0", "a\u0085b", "a\u2028b", "\ufeff", "key: |\n  x",
    ];

    public static IEnumerable<int> Cases => Enumerable.Range(0, Values.Length);

    [Fact]
    public async Task Values_mean_what_they_mean_to_kubectl()
    {
        var disagreements = new List<string>();
        var batch = new StringBuilder(Head + "spec:\n");
        var ours = new Dictionary<string, JsonElement>();
        foreach (var index in Cases)
        {
            var text = $"{Head}spec:\n  c{index}: {Indent(Values[index])}\n";
            if (TryRead(text) is { } spec)
            {
                ours[$"c{index}"] = spec;
                batch.Append(null, $"  c{index}: {Indent(Values[index])}\n");
            }
            else if ((await Kubectl.PatchAsync(text, "json")) is { ExitCode: 0 } accepted)
            {
                disagreements.Add($"refused by us alone: {Show(index)} -> {accepted.Out}");
            }
        }

        var answer = await Kubectl.PatchAsync(batch.ToString(), "json");
        foreach (var (key, spec) in ours)
        {
            var index = int.Parse(key.AsSpan(1), null);
            var theirs = answer.ExitCode == 0
                ? answer
                : await Kubectl.PatchAsync($"{Head}spec:\n  c{index}: {Indent(Values[index])}\n", "json");
            if (theirs.ExitCode != 0)
            {
                disagreements.Add($"accepted by us alone: {Show(index)} -> {spec} ({theirs.Error.Trim()})");
                continue;
            }

            using var document = JsonDocument.Parse(theirs.Out);
            var expected = document.RootElement.GetProperty("spec").TryGetProperty(key, out var found) ? found : default;
            if (!JsonElement.DeepEquals(expected, spec))
            {
                disagreements.Add($"read differently: {Show(index)} -> {spec}, kubectl: {expected}");
            }
        }

        Assert.True(disagreements.Count == 0, string.Join("\n", disagreements));
    }

    private static string Indent(string value) => value.Replace("\n", "\n  ", StringComparison.Ordinal);

    private static string Show(int index) => $"<{Values[index].ReplaceLineEndings("\\n")}>";

    private static JsonElement? TryRead(string text)
    {
        try
        {
            return YamlReader.Read(text, "x.yaml")[0].Json.GetProperty("spec").EnumerateObject().First().Value;
        }
        catch (UnreadableDocumentException)
        {
            return null;
        }
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Tests.Oracle;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Core.Tests.Yaml;

/// <summary>The same objects written by us and by <c>kubectl -o yaml</c>.</summary>
public sealed class YamlWriterKubectlTests
{
    private const string LongWords = "The quick brown fox jumps over the lazy dog, and the lazy dog is not amused by what the quick brown fox does again and again";

    private static readonly string[] Strings =
    [
        "", " ", "a", "true", "True", "yes", "no", "on", "off", "y", "n", "Y", "null", "~", "nil", "none", "123", "0", "-1", "+1", "1.5", ".5", "1e3", "1e", "0x1F", "0o17", "017", "08", "1_000", "0b11", ".inf", ".nan", "-.inf", "+.inf", "inf", "nan",
        "2001-01-01", "2001-1-1", "2001-13-01", "2001-02-30", "2001-01-01T00:00:00Z", "2024-05-01T10:20:30.5+02:00", "2001-12-14 21:59:43.10", "20010101", "12:30:45", "1:2", "1:70", "190:20:30.15", "1:2:", "a:b", "a: b", "a:", ":", ": a", "a :b", "http://example.com:80/x?y=z&w#f",
        "#", "# c", "a#b", "a #b", "-", "- a", "-a", "--", "---", "--- a", "---a", "...", "....", "?", "? a", "?a", "!", "!a", "&a", "*a", "|", "|a", ">", "%a", "@a", "`a", "'", "''", "'a'", "\"", "\"a\"", "it's", "a'b\"c", "[", "[a]", "]", "{", "{a}", "}", ",", ",a", "a,b", "a[b]", "{{ .Values.x }}", "<<", "=", "\\", "a\\b", "\\n",
        " leading", "trailing ", "  both  ", "two  spaces", "\t", "tab\tin", "\ttab", "tab\t", "a\r", "a\rb", "a\r\nb", "\0", "\u0007\u0008\u001b", "\u00a0", "a\u00a0b", "\u2028", "a\u2028b", "a\u2028 b", "a \u2028b", "\ufeff", "a\ufeffb", "é", "日本語", "😀", "a😀b", "\ufffd",
        "\n", "\n\n", "a\n", "a\n\n", "a\nb", "a\nb\n", "a\n\nb\n", "\na", "\na\n", " a\nb", "a\n b\n", "a \nb", "a\nb ", "a\nb \n", "a\n\tb\n", "a\tb\nc", "a\n \n", "a\n\u2028b\n", "\u2028\na", "a\n\u2028", "# a\nb\n", "- a\n- b\n", "key: value\nother:\n- x\n", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", "a\0\nb", "é\nü\n", "😀\n",
        LongWords, LongWords + "\n" + LongWords, LongWords + ": x", LongWords + " 'x'", LongWords + "\t" + LongWords, "'" + LongWords, LongWords + " ", " " + LongWords, "  " + LongWords.Replace(" ", "  ", StringComparison.Ordinal), "\t" + LongWords.Replace(" ", "  ", StringComparison.Ordinal), LongWords.Replace(' ', '-'), LongWords.Replace(" ", " é ", StringComparison.Ordinal), LongWords.Replace(" ", " 😀 ", StringComparison.Ordinal), "12 " + LongWords, "{" + LongWords + "}", "a\u2028" + LongWords,
        new string('A', 200), new string('A', 70) + " b " + new string('c', 70) + " d", "'" + new string('A', 70) + "  b " + new string('c', 70) + " d'", "\t" + new string('A', 70) + "  b " + new string('c', 70) + "  d  e",
    ];

    [Fact]
    public async Task Strings_look_as_kubectl_writes_them()
    {
        var values = new JsonObject();
        var inLists = new JsonArray();
        var keys = new JsonArray();
        foreach (var (index, text) in Strings.Index())
        {
            values[$"v{index}"] = text;
            inLists.Add((JsonNode)text);
            keys.Add(new JsonObject { [text] = new JsonObject { ["k"] = text, ["l"] = new JsonArray(text) } });
        }

        await CompareAsync(new JsonObject { ["values"] = values, ["list"] = inLists, ["keys"] = keys });
    }

    [Theory]
    [InlineData("""{"a":{},"b":[],"c":[[]],"d":[{}],"e":[[1,2],[3]],"f":[[[1]],[[{"x":1,"y":[2]}]]],"g":[{"a":1,"b":{"c":2}},{"l":[1],"m":[]}]}""")]
    [InlineData("""{"n":[0,1,-1,1.0,1.5,1e3,1e21,1E-7,123456789012345678901,0.1,1234567.5,-0.0,100000000000000000000,0.00001,9007199254740993],"t":[true,false,null]}""")]
    [InlineData("""{"a10":1,"a9":1,"a09":1,"a1":1,"A":1,"b":1,"B":1,"_":1,"-":1,".":1,"a.b":1,"a-b":1,"ab":1,"a/b":1,"1":1,"10":1,"2":1,"01":1,"é":1,"z":1,"Z":1,"":1,"a100b":1,"a20b":1,"a002":1,"a02":1,"a2":1}""")]
    [InlineData("""{"m":{"k1":"v","k2":{"k3":[{"k4":"v","k5":["x","y"]},"z",[],{}]}}}""")]
    public async Task Structures_look_as_kubectl_writes_them(string spec) => await CompareAsync(JsonNode.Parse(spec));

    [Fact]
    public async Task Generated_objects_look_as_kubectl_writes_them()
    {
        var draws = new Draws(8675309);
        var many = new JsonObject();
        for (var index = 0; index < 400; index++)
        {
            many[$"g{index}"] = Generate(draws, 0);
        }

        await CompareAsync(many);
    }

    private static JsonNode? Generate(Draws draws, int depth)
    {
        switch (draws.Next(depth > 3 ? 2 : 5))
        {
            case 0:
                return draws.Of(null, true, 1, 2.5, (JsonNode?)-3);
            case 1 or 2:
                return Text(draws);
            case 3:
                var list = new JsonArray();
                for (var count = draws.Next(4); count > 0; count--)
                {
                    list.Add(Generate(draws, depth + 1));
                }

                return list;
            default:
                var map = new JsonObject();
                for (var count = draws.Next(4); count > 0; count--)
                {
                    map[Text(draws).Replace('0', 'x').Replace('1', 'y')] = Generate(draws, depth + 1);
                }

                return map;
        }
    }

    private static string Text(Draws draws)
    {
        var text = new StringBuilder();
        for (var count = draws.Next(draws.Of(3, 6, 40, 90)); count > 0; count--)
        {
            text.Append(draws.Of(" ", " ", "a", "b", "word", "longerword", "1", "0", ".", "-", ":", "#", "'", "\"", "\n", "\t", ",", "{", "é", "\u2028", "e", "_", "?", "true"));
        }

        return text.ToString();
    }

    private static async Task CompareAsync(JsonNode? spec)
    {
        var sample = new JsonObject { ["apiVersion"] = "example.com/v1", ["kind"] = "Sample", ["metadata"] = new JsonObject { ["name"] = "a" }, ["spec"] = spec };
        var text = sample.ToJsonString();
        using var document = JsonDocument.Parse(text);

        var answer = await Kubectl.PatchAsync(text, "yaml");
        var ours = YamlWriter.Write(document.RootElement, YamlKeyOrder.Sorted);

        Assert.True(answer.ExitCode == 0, answer.Error);
        var expected = answer.Out.Split('\n');
        var actual = ours.Split('\n');
        var differing = Enumerable.Range(0, Math.Max(expected.Length, actual.Length)).FirstOrDefault(line => expected.ElementAtOrDefault(line) != actual.ElementAtOrDefault(line), -1);
        Assert.True(
            differing < 0,
            $"line {differing}:\nkubectl: {string.Join("\n         ", expected.Skip(differing - 2).Take(5))}\nours:    {string.Join("\n         ", actual.Skip(differing - 2).Take(5))}");
    }
}

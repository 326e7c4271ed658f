using System.Text.Json;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Tests.Oracle;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Core.Tests.Yaml;

public sealed class YamlWriterTests
{
    [Fact]
    public void Lists_stand_at_their_keys_indent_and_keys_keep_their_order()
    {
        const string Json = """{"kind":"Secret","data":{"b":"x","a":["1",2,{"y":null,"x":[]}]},"apiVersion":"v1"}""";

        Assert.Equal(
            """
            kind: Secret
            data:
              b: x
              a:
              - "1"
              - 2
              - "y": null
                x: []
            apiVersion: v1

            """,
            Write(Json, YamlKeyOrder.AsGiven));
        Assert.StartsWith("apiVersion: v1\ndata:\n  a:\n", Write(Json, YamlKeyOrder.Sorted), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_are_sorted_by_the_numbers_in_them() // kubectl 1.20 and 1.32 print this order
    {
        string[] sorted = ["", "-1", ".5", "{{a", "~", "0", "0_7", "1", "1.5", "1_000", "08", "08a", "017", "A", "a", "a2", "a02", "a10", "b"];

        Assert.Equal(sorted, Sorted(sorted.Reverse()));
    }

    [Fact]
    public void Keys_whose_order_goes_in_circles_are_all_written()
    {
        var draws = new Draws(31415);
        var keys = Enumerable.Range(0, 500).Select(_ => string.Concat(Enumerable.Range(0, 4).Select(_ => draws.Of("0", "1", "2", "e", "x", "_")))).Distinct().ToArray();

        Assert.Equal(keys.Order(StringComparer.Ordinal), Sorted(keys).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> keys)
    {
        var json = new JsonObject(keys.Select(key => KeyValuePair.Create(key, (JsonNode?)1))).ToJsonString();
        return YamlReader.Read(Write(json, YamlKeyOrder.Sorted), "x")[0].Json.EnumerateObject().Select(property => property.Name);
    }

    [Theory]
    [InlineData("18446744073709551615", "18446744073709551615\n")]
    [InlineData("\"\\u0085\\u007f\\u0080\\ufffe\"", "\"\\N\\x7F\\x80\\uFFFE\"\n")]
    [InlineData("{}", "{}\n")]
    [InlineData("[]", "[]\n")]
    [InlineData("null", "null\n")]
    [InlineData("\"a\\nb\"", "|-\n  a\n  b\n")]
    [InlineData("[[1],{\"a\":1}]", "- - 1\n- a: 1\n")]
    public void Single_values_are_documents_too(string json, string yaml) => Assert.Equal(yaml, Write(json, YamlKeyOrder.AsGiven));

    [Fact]
    public void What_is_written_reads_back_as_the_same()
    {
        var draws = new Draws(424242);
        for (var round = 0; round < 3000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, draws.Next(60)).Select(_ => draws.Of(" ", " ", "a", "b", "words", "0", "1", ":", "#", "-", "'", "\"", "\n", "\n", "\t", "\\", "é", "\u0001", "{", "]", ",", "&", "?", "~", "!", "%")));
            var json = new JsonObject { [text] = new JsonArray(text, "x") }.ToJsonString();

            var yaml = Write(json, YamlKeyOrder.AsGiven);

            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(YamlReader.Read(yaml, "x")[0].Json.GetRawText())), yaml);
        }
    }

    private static string Write(string json, YamlKeyOrder order)
    {
        using var document = JsonDocument.Parse(json);
        return YamlWriter.Write(document.RootElement, order);
    }
}

using System.Globalization;
using System.Text;
using KubectlWebhookCert.Core.Tests.Oracle;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Core.Tests.Yaml;

public sealed class YamlReaderTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("\n# only a comment\n", 0)]
    [InlineData("---\n---\n...\n", 0)]
    [InlineData("---\n~\n---\na: 1\n", 1)]
    [InlineData("a: 1\n---\nb: 2\n...\n---\n# nothing\n---\nc: 3", 3)]
    [InlineData("\uFEFFa: 1", 1)]
    [InlineData("{\"a\":1}{\"b\":2}\n\n[3]", 3)]
    [InlineData("{\"a\":1}\n---\n{\"b\":2}\n", 2)]
    [InlineData("{a: 1}", 1)]
    public void Every_document_that_is_not_empty_is_read(string text, int count) =>
        Assert.Equal(count, YamlReader.Read(text, "x.yaml").Count);

    [Fact]
    public void A_document_says_on_which_line_it_begins()
    {
        Assert.Equal([2, 6], YamlReader.Read("---\na: 1\n---\n\n# c\nb: 2\n", "x.yaml").Select(document => document.Line));
        Assert.Equal([1, 4], YamlReader.Read("{\"a\":\n1}\n\n{}", "x.json").Select(document => document.Line));
    }

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3", 3, "key \"a\" already set in map")]
    [InlineData("a: 1\n\"a\": 3", 2, "key \"a\" already set in map")]
    [InlineData("1: x\n\"1\": y", 2, "key \"1\" already set in map")]
    [InlineData("a: 1\nb: 1\nc: 1\nd: 1\ne: 1\nf: 1\ng: 1\nh: 1\ni: 1\nb: 2", 10, "key \"b\" already set in map")]
    [InlineData("a: b\n\tc: d", 2, "while scanning a plain scalar, found a tab character that violate indentation")]
    [InlineData("a:\n  b: c\n d: e", 3, "while parsing a block mapping, did not find expected key")]
    [InlineData("a: *x", 1, "unknown anchor 'x' referenced")]
    [InlineData("a: 1\n---\n- &x [*x]", 3, "anchor 'x' contains itself")]
    [InlineData("a: &x 1\n---\nb: *x", 3, "unknown anchor 'x' referenced")]
    [InlineData("a: .nan", 1, "JSON has no infinity and no NaN")]
    [InlineData("a: !!int yes", 1, "cannot decode !!bool as a !!int")]
    [InlineData("a: !!binary '###'", 1, "!!binary value contains invalid base64 data")]
    [InlineData("? [a]\n: b", 1, "a map or list cannot be a key")]
    [InlineData("a: 1\n~: b", 2, "null cannot be a key")]
    [InlineData("a:\n  <<: text", 2, "map merge requires map or sequence of maps as the value")]
    [InlineData("{\"a\": 1,\n  \"b\": ]}", 2, "not valid JSON at byte 8")]
    [InlineData("{\"a\": 1}\n{\"b\":", 2, "not valid JSON at byte 6")]
    public void What_cannot_be_read_is_named_with_its_line(string text, int line, string reason)
    {
        var exception = Assert.Throws<UnreadableDocumentException>(() => YamlReader.Read(text, "dir/x.yaml"));

        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"cannot read dir/x.yaml: line {line}: {reason}"), exception.Message);
        Assert.Equal(line, exception.Line);
    }

    [Fact]
    public void A_tab_in_the_indentation_has_a_hint() =>
        Assert.Equal(
            "indent with spaces: YAML does not take tabs",
            Assert.Throws<UnreadableDocumentException>(() => YamlReader.Read("a:\n  b: c\n\td: e", "x")).Hint);

    [Theory]
    [InlineData("a: 18446744073709551615", """{"a":18446744073709551615}""")] // kubectl rounds it to a float64
    [InlineData("a: \"\\/\"", """{"a":"/"}""")] // kubectl's older parser refuses this escape
    [InlineData("a:\n  c: |-\n    \n  d: 1\n", """{"a":{"c":"","d":1}}""")] // blanks a template left
    [InlineData("a:\n  c: |\n      \r\n    x\n", """{"a":{"c":"\nx\n"}}""")]
    [InlineData("{\"a\": 1.0, \"b\": 1e3}", """{"a": 1.0, "b": 1e3}""")] // JSON is kept as it is
    [InlineData("{\"a\": \"\\ud83d\\ude00 \\ud83d \\\\ud83d \\ude00\"}", """{"a": "\ud83d\ude00 \ufffd \\ud83d \ufffd"}""")]
    public void Texts_are_read_as_their_author_meant_them(string text, string json) =>
        Assert.Equal(json, YamlReader.Read(text, "x.yaml")[0].Json.GetRawText());

    [Fact]
    public void A_bundle_of_ten_megabytes_is_read()
    {
        var bundle = new string('A', 10 * 1024 * 1024);
        var lines = string.Concat(Enumerable.Repeat("    0123456789012345678901234567890123456789012345678901234567890123\n", 150_000));

        var json = YamlReader.Read($"plain: {bundle}\nblock: |\n{lines}", "x.yaml")[0].Json;

        Assert.Equal(bundle.Length, json.GetProperty("plain").GetString()?.Length);
        Assert.Equal(150_000 * 65, json.GetProperty("block").GetString()?.Length);
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void Depth_is_bounded(char open, char close)
    {
        static string Nested(char open, char close, int depth) => new StringBuilder("a: ").Append(open, depth).Append(close, depth).ToString();
        static string NestedJson(int depth) => new StringBuilder().Append('[', depth).Append(']', depth).ToString();

        if (open == '[')
        {
            Assert.Single(YamlReader.Read(Nested(open, close, YamlReader.MaximumDepth - 1), "x.yaml"));
            Assert.Single(YamlReader.Read(NestedJson(YamlReader.MaximumDepth), "x.yaml"));
        }

        Assert.Throws<UnreadableDocumentException>(() => YamlReader.Read(Nested(open, close, 1_000_000), "x.yaml"));
        Assert.Throws<UnreadableDocumentException>(() => YamlReader.Read(NestedJson(1_000_000), "x.yaml"));
        Assert.Throws<UnreadableDocumentException>(() => YamlReader.Read(string.Concat(Enumerable.Repeat("- ", 100_000)) + "x", "x.yaml"));
    }

    [Fact]
    public void Aliases_cannot_multiply_a_small_text_without_end()
    {
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (var level = 1; level < 12; level++)
        {
            var aliases = string.Join(',', Enumerable.Repeat($"*a{level - 1}", 9));
            bomb.Append(CultureInfo.InvariantCulture, $"a{level}: &a{level} [{aliases}]\n");
        }

        var merges = new StringBuilder("m0: &m0 {x: 1, y: 1}\n");
        for (var level = 1; level < 40; level++)
        {
            merges.Append(CultureInfo.InvariantCulture, $"m{level}: &m{level} {{<<: [*m{level - 1}, *m{level - 1}], k{level}: 1}}\n");
        }

        var text = $"a: &a {new string('x', 1_000_000)}\nb: [{string.Join(',', Enumerable.Repeat("*a", 10_000))}]";

        foreach (var attack in (string[])[bomb.ToString(), merges.ToString(), text])
        {
            var exception = Assert.Throws<UnreadableDocumentException>(() => YamlReader.Read(attack, "x.yaml"));
            Assert.Equal("document contains excessive aliasing", exception.Reason);
        }
    }

    [Fact]
    public void Nothing_but_the_one_error_escapes_on_any_text()
    {
        const string Alphabet = "ab:-?[]{},#&*!|>'\"%@`\n\n\n   \t\\~<0.1\u0085\0\ud83d/";
        var draws = new Draws(20300115);
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, draws.Next(40)).Select(_ => Alphabet[draws.Next(Alphabet.Length)]));
            try
            {
                foreach (var document in YamlReader.Read(text, "x.yaml"))
                {
                    Assert.NotEqual(string.Empty, document.Json.GetRawText());
                }
            }
            catch (UnreadableDocumentException exception)
            {
                Assert.True(exception.Line > 0, text);
            }
        }
    }
}

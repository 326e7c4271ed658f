using System.Globalization;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Core.Tests.Yaml;

/// <summary>The rest of what it does is tested with kubeconfigs.</summary>
public sealed class YamlSpliceTests
{
    [Theory]
    [InlineData("", "a: old # c", "a: new # c")]
    [InlineData("", "b: 1", "b: 1\na: new")]
    [InlineData("", "? a\n: old\n", "? a\n: new\n")]
    [InlineData("", "a: 5", "a: new")]
    [InlineData("m", "m:\n  a: |+\n\n    old\n\n  b: 1\n", "m:\n  a: new\n\n  b: 1\n")]
    [InlineData("m", "m: {a: , b: 1}", "m: {a: new, b: 1}")]
    [InlineData("m", "b: &x 1\nm: {c: *x}", "b: &x 1\nm: {\"a\": \"new\", c: *x}")]
    [InlineData("m/1/n", "m:\n- a: old\n- n:\n  - b: 1\n- n: {}\n", null)]
    [InlineData("m/1", "m:\n- a: old\n-\n  b: 1 # c\n", "m:\n- a: old\n-\n  b: 1 # c\n  a: new\n")]
    [InlineData("m/1", "m: [{a: old}, {a: old}]", "m: [{a: old}, {a: new}]")]
    [InlineData("m/2", "m: [{a: old}, {a: old}]", null)]
    [InlineData("m/n", "m: text", null)]
    [InlineData("", "[1, 2]", null)]
    [InlineData("", "a: {b: c}", null)]
    [InlineData("", "a: &x old", null)]
    [InlineData("", "b: &x old\na: *x", null)]
    public void A_field_is_set_or_nothing_is(string map, string text, string? changed)
    {
        var path = map.Split('/', StringSplitOptions.RemoveEmptyEntries);

        if (changed is null)
        {
            Assert.Throws<UnreadableDocumentException>(() => new YamlSplice(text, "x.yaml").Set(path, "a", "new"));
        }
        else
        {
            Assert.Equal(changed, new YamlSplice(text, "x.yaml").Set(path, "a", "new"));
        }
    }

    [Theory]
    [InlineData("m:\n  b: 1\n  a: &x old\n", 3, "the value has an anchor or a tag")]
    [InlineData("b: &x {c: 1}\nm: *x\n", 2, "an alias stands where the value belongs")]
    [InlineData("m:\n  a: old\n  a: old\n", 3, "key \"a\" already set in map")]
    [InlineData("m: [", 2, "while parsing a node, did not find expected node content")]
    public void What_it_does_not_do_is_named_with_its_line(string text, int line, string reason)
    {
        var failure = Assert.Throws<UnreadableDocumentException>(() => new YamlSplice(text, "x.yaml").Set(["m"], "a", "new"));

        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"cannot read x.yaml: line {line}: {reason}"), failure.Message);
    }
}

using System.Text.Json;
using KubectlWebhookCert.Core.JsonPath;

namespace KubectlWebhookCert.Core.Tests.JsonPath;

public sealed class JsonPathTemplateTests
{
    [Theory]
    [InlineData("", "no template given", 0)]
    [InlineData("{.a[0", "unterminated array", 5)]
    [InlineData("text {.a", "unclosed action", 8)]
    [InlineData("{....a}", "invalid multiple recursive descent", 3)]
    [InlineData("{.a[?(@.b}", "unterminated filter", 10)]
    [InlineData("{\"a}", "unterminated quoted string", 4)]
    [InlineData("{#}", "unrecognized character in action: U+0023 '#'", 2)]
    public void A_wrong_template_is_refused_with_its_reason_and_place(string template, string reason, int position)
    {
        var exception = Assert.Throws<JsonPathException>(() => JsonPathTemplate.Parse(template));
        Assert.Equal(reason, exception.Reason);
        Assert.Equal(position, exception.Position);
    }

    [Fact]
    public void What_is_not_there_is_an_error_only_where_asked_for()
    {
        using var document = JsonDocument.Parse("""{"a":{"b":1}}""");
        var template = JsonPathTemplate.Parse("[{.a.c}]");

        Assert.Equal("[]", template.Render(document.RootElement, allowMissingKeys: true));
        var exception = Assert.Throws<JsonPathException>(() => template.Render(document.RootElement, allowMissingKeys: false));
        Assert.Equal("error executing jsonpath \"[{.a.c}]\": c is not found", exception.Message);
    }

    [Fact]
    public void A_template_can_be_used_again()
    {
        using var document = JsonDocument.Parse("""{"items":[{"n":"a"},{"n":"b"}]}""");
        var template = JsonPathTemplate.Parse("{range .items[*]}{.n}{\"\\n\"}{end}");

        Assert.Equal("a\nb\n", template.Render(document.RootElement, allowMissingKeys: true));
        Assert.Equal("a\nb\n", template.Render(document.RootElement, allowMissingKeys: true));
    }

    [Fact]
    public void Errors_do_not_show_the_documents_values()
    {
        using var document = JsonDocument.Parse("""{"a":"s3cret"}""");

        var exception = Assert.Throws<JsonPathException>(() => JsonPathTemplate.Parse("{.a[?(@.b)]}").Render(document.RootElement, allowMissingKeys: true));

        Assert.DoesNotContain("s3cret", exception.Message, StringComparison.Ordinal);
    }
}

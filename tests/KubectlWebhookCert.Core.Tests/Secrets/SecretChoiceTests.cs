using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Secrets;

namespace KubectlWebhookCert.Core.Tests.Secrets;

public sealed class SecretChoiceTests
{
    [Theory]
    [InlineData("tls", null, "tls")]
    [InlineData("ns/tls", "ns", "tls")]
    public void Reads_a_name_with_or_without_its_namespace(string text, string? namespaceName, string name) =>
        Assert.Equal(new SecretChoice(namespaceName, name), SecretChoice.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("ns/")]
    [InlineData("/tls")]
    [InlineData("a/b/c")]
    public void Refuses_everything_else(string text) => Assert.Throws<UsageException>(() => SecretChoice.Parse(text));
}

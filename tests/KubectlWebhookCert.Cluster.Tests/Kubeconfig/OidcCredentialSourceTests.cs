using System.Buffers.Text;
using System.Text;

namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

public sealed class OidcCredentialSourceTests : IDisposable
{
    private readonly KubeconfigFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    public async Task An_id_token_is_used_until_it_expires(int secondsLeft, bool isUsed)
    {
        var token = Token($$"""{"exp": {{folder.Clock.Now.ToUnixTimeSeconds() + secondsLeft}}}""");
        folder.Home(user: $"auth-provider: {{name: oidc, config: {{id-token: {token}}}}}");

        if (isUsed)
        {
            Assert.Equal(token, (await folder.CredentialAsync()).Token);
        }
        else
        {
            var failure = await folder.FailureAsync();
            Assert.Equal("the id-token of user \"main\" (auth-provider \"oidc\") has expired", failure.Message);
            Assert.Contains("kubectl auth whoami", failure.Hint, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("a.b.c")]
    [InlineData("not-a-token")]
    [InlineData("a.e30.c")] // {}
    [InlineData("a.eyJleHAiOjFlMzAwfQ.c")] // {"exp":1e300}
    [InlineData("a.NQ.c")] // 5
    public async Task What_is_no_token_has_to_be_renewed(string token)
    {
        folder.Home(user: $"auth-provider: {{name: oidc, config: {{id-token: {token}}}}}");

        Assert.DoesNotContain(token, (await folder.FailureAsync()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_token_has_to_be_renewed()
    {
        folder.Home(user: "auth-provider: {name: oidc}");

        Assert.Equal("user \"main\" uses auth-provider \"oidc\" and has no id-token yet", (await folder.FailureAsync()).Message);
    }

    private static string Token(string claims) => $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.sig";
}

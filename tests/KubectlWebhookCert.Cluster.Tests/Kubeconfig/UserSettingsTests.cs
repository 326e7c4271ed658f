using KubectlWebhookCert.Cluster.Kubeconfig;

namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

public sealed class UserSettingsTests : IDisposable
{
    private readonly KubeconfigFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", null, null, null, null, null, null)]
    [InlineData("token: t", null, null, null, "t", null, null)]
    [InlineData("token: t", "flag", null, null, "flag", null, null)]
    [InlineData("username: u\npassword: p", null, null, null, null, "u", "p")]
    [InlineData("username: u\npassword: p", null, null, "q", null, "u", "q")]
    [InlineData("username: u\npassword: p", null, "v", null, null, "v", "p")]
    [InlineData("username: u\npassword: p", "flag", null, null, "flag", null, null)]
    [InlineData("token: t", null, "v", "q", null, "v", "q")]
    [InlineData("tokenFile: file", null, null, null, "from-file", null, null)]
    [InlineData("tokenFile: file\ntoken: t", null, null, null, "from-file", null, null)] // client-go: the file wins
    [InlineData("tokenFile: gone\ntoken: t", null, null, null, "t", null, null)]
    [InlineData("tokenFile: file", "flag", null, null, "flag", null, null)]
    [InlineData("tokenFile: file", null, "v", "q", null, "v", "q")]
    [InlineData("exec: {}", "flag", null, null, "flag", null, null)] // the plugin is not even looked at
    [InlineData("exec: {}", null, "v", "q", null, "v", "q")]
    [InlineData("auth-provider: {name: gcp}", "flag", null, null, "flag", null, null)]
    public async Task A_flag_replaces_the_kubeconfigs_token_or_password(
        string user, string? token, string? username, string? password, string? expectedToken, string? expectedName, string? expectedPassword)
    {
        folder.Home(user: user);
        folder.Write("home/.kube/file", "from-file\n");

        var credential = await folder.CredentialAsync(new ConfigOverrides { Token = token, Username = username, Password = password });

        Assert.Equal((expectedToken, expectedName, expectedPassword), (credential.Token, credential.Username, credential.Password));
    }

    [Theory]
    [InlineData("token: t\nusername: u", "more than one authentication method found for user \"main\": token and user name with password, only one is allowed")]
    [InlineData("tokenFile: t\npassword: u", "more than one authentication method found for user \"main\": token and user name with password, only one is allowed")]
    [InlineData("password: p", "user \"main\" has a password and no user name")]
    [InlineData("client-certificate: c", "client-key-data or client-key must be specified for user \"main\" to use its client certificate")]
    [InlineData("client-key-data: Zm9v\nclient-key: k\nclient-certificate: c", "users[main].client-key in HOME and client-key-data are both specified, only one is allowed")]
    [InlineData("client-key-data: '-----'", "users[main].client-key-data in HOME is not valid base64")]
    [InlineData("token: 12345678", "users[main].token in HOME must be a string")]
    [InlineData("token: [a]", "users[main].token in HOME must be a string")]
    [InlineData("token: \"a b\"", "users[main].token in HOME is no bearer token: it has blanks, line breaks or other than ASCII characters in it")]
    [InlineData("tokenFile: gone", "cannot read token file \"KUBE/gone\": no such file")]
    [InlineData("tokenFile: empty", "token file \"KUBE/empty\" is empty")]
    [InlineData("tokenFile: garbage", "what is in token file \"KUBE/garbage\" is no bearer token: it has blanks, line breaks or other than ASCII characters in it")]
    [InlineData("client-certificate: gone\nclient-key-data: Zm9v", "cannot read users[main].client-certificate \"KUBE/gone\": no such file")]
    [InlineData("auth-provider: {name: gcp}", "user \"main\" uses auth-provider \"gcp\", which was removed from kubectl")]
    [InlineData("auth-provider: {name: azure}", "user \"main\" uses auth-provider \"azure\", which was removed from kubectl")]
    [InlineData("exec: text", "users[main].exec in HOME must be a mapping")]
    public async Task What_cannot_be_used_is_named_without_its_value(string user, string message)
    {
        folder.Home(user: user);
        folder.Write("home/.kube/empty", " \n");
        folder.Write("home/.kube/garbage", "sec ret");

        var failure = await folder.FailureAsync();

        Assert.Equal(
            message.Replace("HOME", $"\"{folder.HomeConfig}\"", StringComparison.Ordinal)
                .Replace("KUBE", Path.GetDirectoryName(folder.HomeConfig), StringComparison.Ordinal),
            failure.Message);
        Assert.False(string.IsNullOrEmpty(failure.Hint));
    }

    [Fact]
    public async Task Token_and_password_flags_do_not_go_together()
    {
        var failure = await folder.FailureAsync(
            new ConfigOverrides { Server = "https://a.example.com", Token = "t", Username = "u", Password = "p" });

        Assert.Equal(
            "more than one authentication method found for the flags: token and user name with password, only one is allowed", failure.Message);
    }

    [Fact]
    public async Task Loading_reads_no_key_and_runs_no_plugin()
    {
        folder.Home(user: "client-certificate: gone\nclient-key: gone");
        Assert.NotNull(await folder.LoadAsync());

        folder.Home(user: "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: gone}");
        Assert.NotNull(await folder.LoadAsync());
    }
}

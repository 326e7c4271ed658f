using KubectlWebhookCert.Cluster.Kubeconfig;

namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

public sealed class KubeconfigFileTests : IDisposable
{
    private readonly KubeconfigFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", "kubeconfig FILE is empty")]
    [InlineData("# only a comment\n", "kubeconfig FILE is empty")]
    [InlineData("apiVersion: v1\nkind: Config\n", "kubeconfig FILE has no contexts")]
    [InlineData("[]", "FILE is not a kubeconfig: it holds no mapping")]
    [InlineData("just text", "FILE is not a kubeconfig: it holds no mapping")]
    [InlineData("apiVersion: v1\nkind: Secret\n", "FILE is not a kubeconfig: it holds kind \"Secret\" of \"v1\", not \"Config\" of \"v1\"")]
    [InlineData("apiVersion: v2\nkind: Config\n", "FILE is not a kubeconfig: it holds kind \"Config\" of \"v2\", not \"Config\" of \"v1\"")]
    [InlineData("kind: [a]", "kind in FILE must be a string")]
    [InlineData("current-context: 5", "current-context in FILE must be a string")]
    [InlineData("current-context: a\ncontexts: {a: b}", "contexts in FILE must be a list")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: b}]", "contexts[a].context in FILE must be a mapping")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: 5}}]", "contexts[a].cluster in FILE must be a string")]
    [InlineData("{\"current-context\": \"a\\u0000b\"}", "current-context in FILE is not valid text")]
    public async Task What_is_no_kubeconfig_is_named(string text, string message)
    {
        folder.Write("home/.kube/config", text);

        var failure = await folder.FailureAsync();

        Assert.Equal(message.Replace("FILE", $"\"{folder.HomeConfig}\"", StringComparison.Ordinal), failure.Message);
        Assert.False(string.IsNullOrEmpty(failure.Hint));
    }

    [Theory]
    [InlineData("a: b\n  c: [\n")]
    [InlineData("\tusers: []")]
    [InlineData("users: &a *b")]
    [InlineData("{\"users\": ]")]
    [InlineData("{\"current-context\": \"\\ud800\"}")]
    [InlineData("{\"contexts\": [{\"name\": \"\\ud800\"}], \"current-context\": \"x\"}")]
    [InlineData("\0\u0001")]
    public async Task Text_that_is_neither_yaml_nor_json_is_an_error_of_ours(string text)
    {
        folder.Write("home/.kube/config", text);

        Assert.Contains(folder.HomeConfig, (await folder.FailureAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_yaml_says_the_line()
    {
        folder.Write("home/.kube/config", "apiVersion: v1\nkind: Config\nusers: [\n");

        Assert.Matches("line [34]", (await folder.FailureAsync()).Message);
    }

    [Fact]
    public async Task An_explicit_file_has_to_exist()
    {
        folder.Home();

        var failure = await folder.FailureAsync(new ConfigOverrides { Kubeconfig = "gone" });

        Assert.Equal($"kubeconfig \"{folder.At("current/gone")}\" does not exist", failure.Message);
    }

    [Fact]
    public async Task Files_of_the_variable_that_are_all_missing_are_listed()
    {
        folder.Home();
        folder.Variables["KUBECONFIG"] = $"a{Path.PathSeparator}b";

        var failure = await folder.FailureAsync();

        Assert.Equal(
            $"no kubeconfig: \"{folder.At("current/a")}\", \"{folder.At("current/b")}\" (KUBECONFIG) not found, and this is not a pod with a service account",
            failure.Message);
        Assert.Contains("--kubeconfig FILE", failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_at_all_is_an_error_and_not_localhost()
    {
        var failure = await folder.FailureAsync();

        Assert.Equal($"no kubeconfig: \"{folder.HomeConfig}\" not found, and this is not a pod with a service account", failure.Message);
        Assert.Contains("KUBECONFIG", failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_old_variable_still_names_a_server()
    {
        folder.Variables["KUBERNETES_MASTER"] = "http://localhost:8080";

        Assert.Equal("http://localhost:8080/", (await folder.LoadAsync()).Server.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_directory_is_an_error(bool byFlag)
    {
        Directory.CreateDirectory(folder.HomeConfig);

        var failure = await folder.FailureAsync(byFlag ? new ConfigOverrides { Kubeconfig = folder.HomeConfig } : null);

        Assert.Equal($"kubeconfig \"{folder.HomeConfig}\" is a directory", failure.Message);
    }

    [Fact]
    public async Task Cancelling_stops()
    {
        folder.Home();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new KubeconfigLoader(folder.Environment).LoadAsync(new ConfigOverrides(), new CancellationToken(canceled: true)));
    }
}

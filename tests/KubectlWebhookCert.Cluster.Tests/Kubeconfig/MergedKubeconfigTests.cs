using KubectlWebhookCert.Cluster.Kubeconfig;

namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

public sealed class MergedKubeconfigTests : IDisposable
{
    private readonly KubeconfigFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_file_in_the_home_directory_counts_where_nothing_else_is_said()
    {
        folder.Home(user: "token: abc", context: "namespace: shop");

        var config = await folder.LoadAsync();

        Assert.Equal("https://api.example.com:6443/", config.Server.ToString());
        Assert.Equal("main", config.Source);
        Assert.Equal("shop", config.Namespace);
        Assert.False(config.NamespaceIsExplicit);
        Assert.Equal("abc", (await config.Credentials.GetAsync(TestContext.Current.CancellationToken)).Token);
    }

    [Fact]
    public async Task The_variable_replaces_the_home_file_and_the_flag_replaces_the_variable()
    {
        folder.Home();
        folder.Write("current/a", KubeconfigFolder.Config("a", "https://a.example.com"));
        folder.Write("current/b", KubeconfigFolder.Config("b", "https://b.example.com"));
        folder.Variables["KUBECONFIG"] = "a";

        Assert.Equal("a.example.com", (await folder.LoadAsync()).Server.Host);
        Assert.Equal("b.example.com", (await folder.LoadAsync(new ConfigOverrides { Kubeconfig = "b" })).Server.Host);
    }

    [Theory]
    [InlineData("a:b", "a")]
    [InlineData("b:a", "b")]
    [InlineData("b:a:b", "b")]
    [InlineData("missing:a:b", "a")]
    [InlineData("none:a", "a")]
    [InlineData(":empty:b", "b")]
    [InlineData("./../current/b", "b")]
    public async Task The_first_current_context_wins(string variable, string expected)
    {
        folder.Write("current/a", KubeconfigFolder.Config("a", "https://a.example.com"));
        folder.Write("current/b", KubeconfigFolder.Config("b", "https://b.example.com"));
        folder.Write("current/none", "apiVersion: v1\nkind: Config\ncurrent-context: ''\n");
        folder.Write("current/empty", string.Empty);
        folder.Variables["KUBECONFIG"] = variable.Replace(':', Path.PathSeparator);

        var config = await folder.LoadAsync();

        Assert.Equal(expected, config.Source);
        Assert.Equal($"{expected}.example.com", config.Server.Host);
    }

    [Fact]
    public async Task The_first_entry_of_a_name_counts_as_a_whole()
    {
        folder.Write("current/a", KubeconfigFolder.Config("x", "https://a.example.com", user: "username: u\npassword: p"));
        folder.Write("current/b", KubeconfigFolder.Config("x", "https://b.example.com", "tls-server-name: b", "token: b", "namespace: b"));
        folder.Variables["KUBECONFIG"] = $"a{Path.PathSeparator}b";

        var config = await folder.LoadAsync();
        var credential = await config.Credentials.GetAsync(TestContext.Current.CancellationToken);

        Assert.Equal("a.example.com", config.Server.Host);
        Assert.Null(config.TlsServerName);
        Assert.Equal("default", config.Namespace);
        Assert.Equal(("u", "p", null), (credential.Username, credential.Password, credential.Token));
    }

    [Fact]
    public async Task Context_cluster_and_user_may_come_from_three_files()
    {
        folder.Write("current/a", "current-context: x\ncontexts: [{name: x, context: {cluster: c1, user: u1}}]");
        folder.Write("current/b", "clusters: [{name: c1, cluster: {server: 'https://b.example.com'}}]");
        folder.Write("current/c/c", "{\"users\": [{\"name\": \"u1\", \"user\": {\"tokenFile\": \"token\"}}]}");
        folder.Write("current/c/token", "from-c\n");
        folder.Variables["KUBECONFIG"] = string.Join(Path.PathSeparator, "a", "b", "c/c");

        Assert.Equal("from-c", (await folder.CredentialAsync()).Token);
    }

    [Fact]
    public async Task Entries_that_nobody_needs_do_no_harm()
    {
        folder.Write(
            "home/.kube/config",
            KubeconfigFolder.Config("x", "https://a.example.com") + "\n- name: other\n  user: {client-key-data: '%%%', token: 5, exec: 7}\n- 12\n- name: 5\n");

        Assert.Equal(Credential.None, await folder.CredentialAsync());
    }

    [Fact]
    public async Task An_explicit_file_is_not_merged_with_others()
    {
        folder.Home();
        folder.Write("current/a", "contexts: []");

        var failure = await folder.FailureAsync(new ConfigOverrides { Kubeconfig = "a", Context = "main" });

        Assert.Equal($"context \"main\" does not exist in \"{folder.At("current/a")}\"", failure.Message);
        Assert.Equal($"run: kubectl config get-contexts --kubeconfig {folder.At("current/a")}", failure.Hint);
    }

    [Fact]
    public async Task Only_the_first_document_counts()
    {
        folder.Write("home/.kube/config", KubeconfigFolder.Config("x", "https://a.example.com") + "\n---\ncurrent-context: other\n");

        Assert.Equal("x", (await folder.LoadAsync()).Source);
    }
}

using KubectlWebhookCert.Cluster.Kubeconfig;

namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

public sealed class SelectionTests : IDisposable
{
    private const string Two =
        """
        current-context: one
        contexts:
        - {name: one, context: {cluster: first, user: ann, namespace: n1}}
        - {name: two, context: {cluster: second, user: bob, namespace: n2}}
        - {name: broken-cluster, context: {cluster: gone, user: ann}}
        - {name: broken-user, context: {cluster: first, user: gone}}
        - {name: no-user, context: {cluster: first}}
        - {name: no-cluster, context: {user: ann}}
        clusters:
        - {name: first, cluster: {server: 'https://first.example.com'}}
        - {name: second, cluster: {server: 'https://second.example.com'}}
        - {name: serverless, cluster: {}}
        users:
        - {name: ann, user: {token: ann-token}}
        - {name: bob, user: {token: bob-token}}
        """;

    private readonly KubeconfigFolder folder = new();

    public SelectionTests() => folder.Write("home/.kube/config", Two);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(null, null, null, null, "first", "ann-token", "n1")]
    [InlineData("two", null, null, null, "second", "bob-token", "n2")]
    [InlineData("two", "first", null, null, "first", "bob-token", "n2")]
    [InlineData("two", null, "ann", null, "second", "ann-token", "n2")]
    [InlineData("two", null, null, "n9", "second", "bob-token", "n9")]
    [InlineData("no-user", null, null, null, "first", null, "default")]
    [InlineData("no-cluster", "second", null, null, "second", "ann-token", "default")]
    [InlineData("", "", "", "", "first", "ann-token", "n1")]
    public async Task Flags_choose_context_cluster_user_and_namespace(
        string? context, string? cluster, string? user, string? namespaceName, string host, string? token, string expectedNamespace)
    {
        var flags = new ConfigOverrides { Context = context, Cluster = cluster, User = user, Namespace = namespaceName };

        var config = await folder.LoadAsync(flags);

        Assert.Equal($"{host}.example.com", config.Server.Host);
        Assert.Equal(token, (await config.Credentials.GetAsync(TestContext.Current.CancellationToken)).Token);
        Assert.Equal(expectedNamespace, config.Namespace);
        Assert.Equal(!string.IsNullOrEmpty(namespaceName), config.NamespaceIsExplicit);
    }

    [Theory]
    [InlineData("onw", null, null, "context \"onw\" does not exist in HOME", "did you mean \"one\"? run: kubectl config get-contexts")]
    [InlineData("zzzzzz", null, null, "context \"zzzzzz\" does not exist in HOME", "run: kubectl config get-contexts")]
    [InlineData(null, "frist", null, "cluster \"frist\" does not exist in HOME", "did you mean \"first\"? run: kubectl config get-clusters")]
    [InlineData(null, null, "B", "user \"B\" does not exist in HOME", "did you mean \"bob\"? run: kubectl config get-users")]
    [InlineData("broken-cluster", null, null, "cluster \"gone\" of context \"broken-cluster\" does not exist in HOME", "run: kubectl config get-clusters")]
    [InlineData("broken-user", null, null, "user \"gone\" of context \"broken-user\" does not exist in HOME", "run: kubectl config get-users")]
    [InlineData(null, "serverless", null, "no server found for cluster \"serverless\" in HOME", "kubectl config set-cluster serverless --server https://HOST:6443")]
    [InlineData("no-cluster", null, null, "context \"no-cluster\" in HOME names no cluster", "kubectl config set-context no-cluster --cluster NAME")]
    public async Task What_does_not_exist_is_named(string? context, string? cluster, string? user, string message, string hint)
    {
        var failure = await folder.FailureAsync(new ConfigOverrides { Context = context, Cluster = cluster, User = user });

        Assert.Equal(message.Replace("HOME", $"\"{folder.HomeConfig}\"", StringComparison.Ordinal), failure.Message);
        Assert.Equal(hint, failure.Hint);
    }

    [Fact]
    public async Task Flags_stand_in_for_what_a_context_names_in_vain()
    {
        var cluster = await folder.LoadAsync(new ConfigOverrides { Context = "broken-cluster", Server = "https://other.example.com" });
        var user = await folder.CredentialAsync(new ConfigOverrides { Context = "broken-user", Token = "typed" });

        Assert.Equal("other.example.com", cluster.Server.Host);
        Assert.Equal("typed", user.Token);
    }

    [Fact]
    public async Task A_current_context_that_is_nowhere_is_an_error()
    {
        folder.Write("home/.kube/config", Two.Replace("current-context: one", "current-context: gone", StringComparison.Ordinal));

        var failure = await folder.FailureAsync(new ConfigOverrides { Cluster = "first" });

        Assert.Equal($"context \"gone\" does not exist in \"{folder.HomeConfig}\"", failure.Message);
    }

    [Fact]
    public async Task No_current_context_is_an_error_unless_a_cluster_is_named()
    {
        folder.Write("home/.kube/config", Two.Replace("current-context: one", string.Empty, StringComparison.Ordinal));

        var failure = await folder.FailureAsync();
        var named = await folder.LoadAsync(new ConfigOverrides { Cluster = "second", User = "ann" });

        Assert.Equal($"no current context in \"{folder.HomeConfig}\"", failure.Message);
        Assert.Equal("kubectl config use-context one, or give --context; to list them: kubectl config get-contexts", failure.Hint);
        Assert.Equal(("command line", "second.example.com"), (named.Source, named.Server.Host));
    }

    [Theory]
    [InlineData("contexts")]
    [InlineData("clusters")]
    [InlineData("users")]
    public async Task A_name_that_is_there_twice_is_an_error(string section)
    {
        folder.Write(
            "home/.kube/config",
            KubeconfigFolder.Config("main", "https://a.example.com").Replace($"{section}:", $"{section}:\n- name: main", StringComparison.Ordinal));

        var failure = await folder.FailureAsync();

        Assert.Equal($"{section}[main] is there twice in \"{folder.HomeConfig}\"", failure.Message);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("a%2Fb")]
    public async Task A_namespace_that_would_reach_another_path_is_an_error(string name)
    {
        var failure = await folder.FailureAsync(new ConfigOverrides { Namespace = name });

        Assert.Equal($"invalid namespace \"{name}\"", failure.Message);
    }
}

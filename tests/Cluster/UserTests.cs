namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>That each kubeconfig is the user that it claims to be, asked with kubectl.</summary>
public sealed class UserTests(SharedCluster shared) : ClusterTest(shared)
{
    [Fact]
    public async Task The_restricted_user_may_read_nothing()
    {
        var refused = await KubectlAsync(Cluster.RestrictedKubeconfig, "get", "validatingwebhookconfigurations");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"User \"{Cluster.RestrictedUser}\" cannot list resource", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_restricted_user_may_do_what_a_test_grants_and_no_more()
    {
        var granted = await Make.NamespaceAsync(Cancelled);
        var other = await Make.NamespaceAsync(Cancelled);
        const string MayListSecrets = """{"apiGroups":[""],"resources":["secrets"],"verbs":["list"]}""";
        await Make.GrantAsync(granted, Cluster.RestrictedUser, MayListSecrets, Cancelled);

        Assert.Equal("yes", await MayListSecretsAsync(granted, "yes"));
        Assert.Equal("no", await MayListSecretsAsync(other, "no"));
    }

    [Fact]
    public async Task The_administrator_may_do_everything()
    {
        var answer = await KubectlAsync(Cluster.AdminKubeconfig, "auth", "can-i", "*", "*", "--all-namespaces");

        Assert.Equal("yes", answer.Output.Trim());
    }

    [Fact]
    public async Task The_administrator_may_come_with_a_token()
    {
        var own = Own("its token file");

        var answer = await KubectlAsync(own.AdminTokenKubeconfig, "auth", "can-i", "*", "*", "--all-namespaces");

        Assert.Equal("yes", answer.Output.Trim());
    }

    [Fact]
    public async Task A_token_that_the_server_does_not_know_is_nobody()
    {
        var own = Own("its token file");

        var answer = await KubectlAsync(own.UnknownTokenKubeconfig, "get", "--raw", "/api");

        Assert.NotEqual(0, answer.ExitCode);
        Assert.Contains("Unauthorized", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Kubeconfigs_are_for_their_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Cluster.RestrictedKubeconfig));
        }
    }

    private static Task<ProgramResult> KubectlAsync(string kubeconfig, params string[] arguments) =>
        new ProgramCall("kubectl", ["--kubeconfig", kubeconfig, .. arguments]).RunAsync(Cancelled);

    // The API server's authorizer sees a new binding a moment later.
    private async Task<string> MayListSecretsAsync(string @namespace, string wanted)
    {
        var printed = "";
        for (var attempt = 0; attempt < 20 && printed != wanted; attempt++)
        {
            var answer = await KubectlAsync(Cluster.RestrictedKubeconfig, "auth", "can-i", "list", "secrets", "-n", @namespace);
            printed = answer.Output.Trim();
        }
        return printed;
    }
}

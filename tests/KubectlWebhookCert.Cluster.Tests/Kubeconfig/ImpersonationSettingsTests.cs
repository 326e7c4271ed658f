using KubectlWebhookCert.Cluster.Kubeconfig;

namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

public sealed class ImpersonationSettingsTests : IDisposable
{
    private const string InFile =
        """
        as: ann
        as-uid: "7"
        as-groups: [dev, ops]
        as-user-extra: {scopes: [view, edit], team: [red]}
        """;

    private readonly KubeconfigFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_users_fields_are_read()
    {
        folder.Home(user: InFile);

        var config = await folder.LoadAsync();

        Assert.Equal(
            new Impersonation("ann", "7", ["dev", "ops"], [new("scopes", "view"), new("scopes", "edit"), new("team", "red")]),
            config.Impersonate);
    }

    [Fact]
    public async Task Each_flag_replaces_its_field_and_extra_its_keys()
    {
        folder.Home(user: InFile);

        var config = await folder.LoadAsync(new ConfigOverrides
        {
            As = "bob",
            AsUid = "8",
            AsGroups = ["sre"],
            AsUserExtra = ["scopes=a=b", "scopes=c"],
        });

        Assert.Equal(
            new Impersonation("bob", "8", ["sre"], [new("team", "red"), new("scopes", "a=b"), new("scopes", "c")]), config.Impersonate);
    }

    [Fact]
    public async Task A_flag_alone_is_enough()
    {
        folder.Home(user: "token: t");

        Assert.Equal(new Impersonation("bob", null, [], []), (await folder.LoadAsync(new ConfigOverrides { As = "bob" })).Impersonate);
    }

    [Theory]
    [InlineData("as-uid: '7'", "requesting uid, groups or user-extra without impersonating a user")]
    [InlineData("as-groups: [a]", "requesting uid, groups or user-extra without impersonating a user")]
    [InlineData("as-user-extra: {a: [b]}", "requesting uid, groups or user-extra without impersonating a user")]
    [InlineData("as: \"a\\nb\"", "the names and values to impersonate cannot have line breaks or control characters")]
    public async Task Half_an_impersonation_is_an_error(string user, string message)
    {
        folder.Home(user: user);

        Assert.Equal(message, (await folder.FailureAsync()).Message);
    }

    [Theory]
    [InlineData("scopes")]
    [InlineData("=view")]
    public async Task An_extra_flag_without_key_or_value_is_an_error(string flag)
    {
        folder.Home();

        var failure = await folder.FailureAsync(new ConfigOverrides { As = "bob", AsUserExtra = [flag] });

        Assert.Equal($"--as-user-extra \"{flag}\" is not key=value", failure.Message);
    }
}

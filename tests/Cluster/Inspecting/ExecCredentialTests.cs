using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Credential plugins, as shell scripts.</summary>
public sealed class ExecCredentialTests(SharedCluster shared) : KubeconfigTest(shared)
{
    [Theory]
    [InlineData("client.authentication.k8s.io/v1")]
    [InlineData("client.authentication.k8s.io/v1beta1")]
    public async Task A_plugin_may_give_a_token(string version) =>
        MustHaveRead(await AsAsync(Exec(version, Answering(version, $$"""{"token":"{{Server.AdminToken}}"}"""))));

    [Theory]
    [InlineData("client.authentication.k8s.io/v1")]
    [InlineData("client.authentication.k8s.io/v1beta1")]
    public async Task A_plugin_may_give_a_client_certificate(string version)
    {
        var status = $$"""
            {"clientCertificateData":{{Quoted(Administrator.ChainPem)}},"clientKeyData":{{Quoted(Administrator.KeyPem)}} }
            """;

        MustHaveRead(await AsAsync(Exec(version, Answering(version, status.Trim()))));
    }

    [Fact]
    public async Task A_plugin_is_given_its_environment_and_the_cluster()
    {
        const string Version = "client.authentication.k8s.io/v1";
        var seen = Folder.PathOf("seen");
        var script = $"printf '%s %s' \"$GREETING\" \"$KUBERNETES_EXEC_INFO\" > {seen}\n"
            + Answering(Version, $$"""{"token":"{{Server.AdminToken}}"}""");

        MustHaveRead(await AsAsync(
            [.. Exec(Version, script), "  provideClusterInfo: true", "  env: [{name: GREETING, value: hello}]"]));

        var told = await File.ReadAllTextAsync(seen, Cancelled);
        Assert.StartsWith("hello {", told, StringComparison.Ordinal);
        Assert.Contains($"\"server\":\"{Address["server: ".Length..]}\"", told, StringComparison.Ordinal);
        Assert.Contains($"\"apiVersion\":\"{Version}\"", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_runs_once_for_many_requests()
    {
        const string Version = "client.authentication.k8s.io/v1";
        var runs = Folder.PathOf("runs");
        var script = $"echo run >> {runs}\n" + Answering(Version, $$"""{"token":"{{Server.AdminToken}}"}""");

        MustHaveRead(await AsAsync(Exec(Version, script)));

        Assert.Equal("run\n", await File.ReadAllTextAsync(runs, Cancelled));
    }

    [Fact]
    public async Task A_token_that_has_expired_on_the_server_is_asked_for_again()
    {
        const string Version = "client.authentication.k8s.io/v1";
        var first = Folder.PathOf("first");
        var script = $"if [ -e {first} ]; then {Answering(Version, $$"""{"token":"{{Server.AdminToken}}"}""").Trim()}\n"
            + $"else touch {first}; {Answering(Version, """{"token":"expired"}""").Trim()}\nfi\n";

        var result = await AsAsync(Exec(Version, script));

        // client-go answers the request with 401 and has the new token for the next one; an error is right, a crash is not.
        if (result.ExitCode != 0)
        {
            Plugin.MustFail(result);
        }
    }

    [Fact]
    public async Task A_plugin_whose_token_is_not_known_fails_as_any_token_does() => Plugin.MustFail(
        await AsAsync(Exec("client.authentication.k8s.io/v1", Answering("client.authentication.k8s.io/v1", """{"token":"expired"}"""))),
        "Unauthorized");

    [Fact]
    public async Task A_plugin_that_is_not_installed_is_told_of_with_its_hint()
    {
        var result = await AsAsync(
            "exec:",
            "  apiVersion: client.authentication.k8s.io/v1",
            "  interactiveMode: Never",
            "  command: no-such-credential-plugin",
            "  installHint: get it from your administrator");

        Plugin.MustFail(result, "no-such-credential-plugin");
        Assert.Contains("get it from your administrator", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 7\n", "7")]
    [InlineData("echo no json\n", "")]
    [InlineData("true\n", "")]
    [InlineData("echo '{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\"}'\n", "")]
    [InlineData("echo '{\"apiVersion\":\"client.authentication.k8s.io/v1alpha1\",\"kind\":\"ExecCredential\",\"status\":{\"token\":\"t\"}}'\n", "")]
    public async Task A_plugin_that_fails_is_one_error(string script, string said) =>
        Plugin.MustFail(await AsAsync(Exec("client.authentication.k8s.io/v1", script)), said);

    private static string Quoted(string text) => JsonValue.Create(text).ToJsonString();

    // Single quotes: JSON has none, and what PEM becomes in JSON has none either.
    private static string Answering(string version, string status) =>
        $$"""
        printf '%s' '{"apiVersion":"{{version}}","kind":"ExecCredential","status":{{status}} }'

        """;

    private IReadOnlyList<string> Exec(string version, string script) =>
    [
        "exec:",
        $"  apiVersion: {version}",
        "  interactiveMode: Never",
        "  command: /bin/sh",
        $"  args: [\"{Folder.Write("plugin.sh", script)}\"]",
    ];
}

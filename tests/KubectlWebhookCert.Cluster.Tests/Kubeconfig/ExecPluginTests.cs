using KubectlWebhookCert.Cluster.Kubeconfig;

namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

[Collection(PluginScript.Collection)]
public sealed class ExecPluginTests : IDisposable
{
    private readonly KubeconfigFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_plugin_gets_its_arguments_and_variables()
    {
        folder.Plugin(
            $"""printf '%s|%s|%s|%s|%s' "$#" "$1" "$2" "$ONE" "$TWO" >'{folder.At("seen")}'; {PluginScript.Print()}""",
            more: "args: ['a b', '$x']\nenv: [{name: ONE, value: '1 1'}, {name: TWO, value: ''}]");

        await folder.CredentialAsync();

        Assert.Equal("2|a b|$x|1 1|", await folder.SeenAsync());
    }

    [Theory]
    [InlineData("./bin/plugin", "home/.kube/bin/plugin")] // beside the kubeconfig
    [InlineData("bin/plugin", "home/.kube/bin/plugin")]
    [InlineData("plugin", "path/plugin")] // in PATH
    public async Task A_bare_name_is_looked_for_in_PATH_and_a_path_beside_the_kubeconfig(string command, string script)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, folder.At("relative"));
        folder.Variables["PATH"] = $".:{relative}:{folder.At("path")}";
        folder.Script(script, PluginScript.Print(PluginScript.V1, $"{script}"));
        folder.Script("relative/plugin", PluginScript.Print(PluginScript.V1, "never-from-a-relative-directory"));
        folder.Home(user: PluginScript.Entry(command, PluginScript.V1, "interactiveMode: Never"));

        Assert.Equal(script, (await folder.CredentialAsync()).Token);
    }

    [Fact]
    public async Task A_file_in_PATH_that_cannot_be_run_is_passed_over()
    {
        folder.Variables["PATH"] = $"{folder.At("first")}:{folder.At("second")}";
        folder.Write("first/plugin", "not a program");
        folder.Script("second/plugin", PluginScript.Print(PluginScript.V1, "second"));
        folder.Home(user: PluginScript.Entry("plugin", PluginScript.V1, "interactiveMode: Never"));

        Assert.Equal("second", (await folder.CredentialAsync()).Token);
    }

    [Theory]
    [InlineData("", "install gone, which gives this user's credentials, into PATH")]
    [InlineData("installHint: \"get it from\\nhttps://example.com \\u001b[31m\"", "get it from\nhttps://example.com [31m")]
    public async Task A_plugin_that_is_not_there_says_how_to_get_it(string hint, string expected)
    {
        folder.Home(user: PluginScript.Entry("gone", PluginScript.Beta, hint));

        var failure = await folder.FailureAsync();

        Assert.Equal("exec: executable gone of user \"main\" not found", failure.Message);
        Assert.Equal(expected, failure.Hint);
    }

    [Fact]
    public async Task A_program_for_another_system_is_an_error()
    {
        folder.Script("home/.kube/plugin", string.Empty);
        await File.WriteAllBytesAsync(folder.At("home/.kube/plugin"), [0x4d, 0x5a, 0, 1, 2, 3], TestContext.Current.CancellationToken);
        folder.Home(user: PluginScript.Entry("./plugin", PluginScript.Beta, string.Empty));

        Assert.StartsWith($"exec: cannot run {folder.At("home/.kube/plugin")}", (await folder.FailureAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apiVersion: " + PluginScript.V1 + "\ninteractiveMode: Never", "users[main].exec.command in HOME must be specified to use the exec plugin of user \"main\"")]
    [InlineData("command: c", "users[main].exec.apiVersion in HOME must be specified to use the exec plugin of user \"main\"")]
    [InlineData("command: c\napiVersion: client.authentication.k8s.io/v1alpha1", "users[main].exec.apiVersion in HOME is \"client.authentication.k8s.io/v1alpha1\", not client.authentication.k8s.io/v1 or client.authentication.k8s.io/v1beta1")]
    [InlineData("command: c\napiVersion: " + PluginScript.V1, "users[main].exec.interactiveMode in HOME must be specified to use the exec plugin of user \"main\"")]
    [InlineData("command: c\napiVersion: " + PluginScript.V1 + "\ninteractiveMode: Maybe", "users[main].exec.interactiveMode in HOME is \"Maybe\", not Never, IfAvailable or Always")]
    [InlineData("command: c\napiVersion: " + PluginScript.Beta + "\nargs: [5]", "users[main].exec.args in HOME must be a list of strings")]
    [InlineData("command: c\napiVersion: " + PluginScript.Beta + "\nenv: [{value: v}]", "users[main].exec.env[0].name in HOME must be specified")]
    [InlineData("command: c\napiVersion: " + PluginScript.Beta + "\nenv: [{name: a=b}]", "users[main].exec.env[0].name in HOME is not the name of an environment variable")]
    public async Task Settings_that_make_no_sense_are_named_before_anything_runs(string exec, string message)
    {
        folder.Home(user: $"exec:\n  {exec.ReplaceLineEndings("\n  ")}");

        var failure = await Assert.ThrowsAsync<KubeconfigException>(() => folder.LoadAsync());

        Assert.Equal(message.Replace("HOME", $"\"{folder.HomeConfig}\"", StringComparison.Ordinal), failure.Message);
        Assert.NotNull(failure.Hint);
    }
}

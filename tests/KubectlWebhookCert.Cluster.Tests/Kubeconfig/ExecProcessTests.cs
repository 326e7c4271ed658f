using System.Diagnostics;
using System.Globalization;

namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

[Collection(PluginScript.Collection)]
public sealed class ExecProcessTests : IDisposable
{
    private readonly KubeconfigFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Standard_error_is_passed_on_and_floods_do_not_stop_the_plugin()
    {
        folder.Plugin(
            $$$"""
            echo "log in at https://login.example.com" >&2
            head -c 300000 /dev/zero | tr '\0' e >&2
            printf '{"kind":"ExecCredential","apiVersion":"{{{PluginScript.V1}}}","status":{"token":"t","pad":"'
            head -c 300000 /dev/zero | tr '\0' o
            echo '"}}'
            """);

        Assert.Equal("t", (await folder.CredentialAsync()).Token);
        Assert.StartsWith("log in at https://login.example.com\neee", folder.PluginError.ToString(), StringComparison.Ordinal);
        Assert.Equal(300036, folder.PluginError.ToString().Length);
    }

    [Fact]
    public async Task Cancelling_kills_the_plugin_and_what_it_started()
    {
        folder.Plugin($"sleep 600 & echo $! >'{folder.At("child")}'; echo $$ >'{folder.At("seen")}'; wait");
        var credentials = (await folder.LoadAsync()).Credentials;
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var asking = credentials.GetAsync(cancel.Token).AsTask();
        var plugin = await ProcessOf("seen");
        var child = await ProcessOf("child");
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.True(await Ends(plugin));
        Assert.True(await Ends(child));
    }

    [Fact]
    public async Task What_a_failing_plugin_leaves_behind_is_not_waited_for()
    {
        folder.Plugin("(setsid sleep 20 </dev/null >/dev/null &)\nhead -c 5000000 /dev/zero");
        var watch = Stopwatch.StartNew();

        await folder.FailureAsync();

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private static async Task<bool> Ends(int process)
    {
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < TimeSpan.FromSeconds(10))
        {
            // A killed child of ours may be a zombie until somebody waits for it.
            if (!File.Exists($"/proc/{process}/stat")
                || (await File.ReadAllTextAsync($"/proc/{process}/stat", TestContext.Current.CancellationToken)).Contains(") Z", StringComparison.Ordinal))
            {
                return true;
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        return false;
    }

    private async Task<int> ProcessOf(string file)
    {
        while (true)
        {
            if (File.Exists(folder.At(file))
                && int.TryParse(
                    await File.ReadAllTextAsync(folder.At(file), TestContext.Current.CancellationToken), CultureInfo.InvariantCulture, out var id))
            {
                return id;
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}

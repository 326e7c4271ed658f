using System.Management.Automation;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>PowerShell's script in PowerShell's own engine, which is asked what Tab would offer. Needs no cluster.</summary>
public sealed class PowerShellCompletionTests : IAsyncLifetime
{
    private InstalledPlugin? installed;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => installed = await InstalledPlugin.CreateAsync(Cancelled);

    public ValueTask DisposeAsync()
    {
        installed?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("insp", "inspect ")]
    [InlineData("inspect --probe=por", "--probe=port-forward ")]
    [InlineData("inspect -o nam", "name ")]
    [InlineData("inspect vw", "vwc/")] // no blank: the name follows
    [InlineData("explain --disable ca-mismatch,leaf-expired map", "map")] // no files here: the word as it was
    [InlineData("explain map", "map")]
    [InlineData("validate -f {0}/maps.yaml configmap/trust:c", "configmap/trust:ca.crt ")]
    [InlineData("inspect -f {0}/map", "{0}/maps.yaml")] // PowerShell's own files
    public async Task PowerShell_completes(string words, string expected)
    {
        var script = await installed!.WriteScriptAsync("powershell", "completion.ps1", Cancelled);
        installed.WriteManifest();
        var line = Here($"{{0}}/kubectl-webhook_cert {words}");
        using var shell = PowerShell.Create();
        await shell.AddScript(await File.ReadAllTextAsync(script, Cancelled)).InvokeAsync();
        Assert.Empty(shell.Streams.Error);
        shell.Commands.Clear();

        var offered = CommandCompletion.CompleteInput(line, line.Length, null, shell);

        Assert.Empty(shell.Streams.Error);
        Assert.Equal(Here(expected), string.Join('|', offered.CompletionMatches.Select(match => match.CompletionText)));
    }

    private string Here(string text) => text.Replace("{0}", installed!.Folder.Root, StringComparison.Ordinal);
}

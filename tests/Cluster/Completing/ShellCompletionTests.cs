namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Each shell's script in that shell, at a terminal: what is typed, Tab, and what the line is then. Needs no cluster.</summary>
public sealed class ShellCompletionTests : IAsyncLifetime
{
    // every line is typed once the last one is done with: a shell that is not ready takes a Tab for something else
    private const string Typist = """
        wait_for() {
          tries=0
          while [ "$(wc -l < "$SAID")" -lt "$1" ]; do
            sleep 0.05
            tries=$((tries + 1))
            [ $tries -lt 400 ] || exit 1
          done
        }
        : > "$SAID"
        {
          wait_for 1
          printf '%s\t\030d' "$LINE"
          wait_for 2
          printf '\025exit\n'
        } | script --quiet --command "$SHELL_COMMAND" /dev/null > /dev/null
        tail -n 1 "$SAID"
        """;

    private InstalledPlugin? installed;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => installed = await InstalledPlugin.CreateAsync(Cancelled);

    public ValueTask DisposeAsync()
    {
        installed?.Dispose();
        return ValueTask.CompletedTask;
    }

    public static TheoryData<string, string> Lines => new()
    {
        { "kubectl-webhook_cert insp", "kubectl-webhook_cert inspect " },
        { "kubectl-webhook_cert inspect --probe=por", "kubectl-webhook_cert inspect --probe=port-forward " },
        { "kubectl-webhook_cert inspect -o nam", "kubectl-webhook_cert inspect -o name " },
        { "kubectl-webhook_cert inspect vw", "kubectl-webhook_cert inspect vwc/" }, // no blank: the name follows
        { "kubectl-webhook_cert validate -f maps.yaml configmap/tr", "kubectl-webhook_cert validate -f maps.yaml configmap/trust " },
        { "kubectl-webhook_cert validate -f maps.yaml configmap/trust:c", "kubectl-webhook_cert validate -f maps.yaml configmap/trust:ca.crt " },
        { "kubectl-webhook_cert inspect -f map", "kubectl-webhook_cert inspect -f maps.yaml " }, // the shell's own files
        { "kubectl-webhook_cert explain map", "kubectl-webhook_cert explain map" }, // and none here
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Bash_completes(string line, string expected)
    {
        var script = await installed!.WriteScriptAsync("bash", "completion.bash", Cancelled);
        var settings = installed.Folder.Write(
            "bashrc", $$"""
            source {{script}}
            bind -x '"\C-xd": echo "$READLINE_LINE|" >> "$SAID"'
            echo ready >> "$SAID"
            """);

        Assert.Equal($"{expected}|\n", await TypeAsync(line, $"bash --rcfile {settings} -i"));
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Zsh_completes(string line, string expected)
    {
        var script = await installed!.WriteScriptAsync("zsh", "completion.zsh", Cancelled);
        installed.Folder.Write(
            ".zshrc", $$"""
            autoload -U compinit && compinit -u -D
            source {{script}}
            say() { print -r -- "$BUFFER|" >> "$SAID" }
            zle -N say
            bindkey '^Xd' say
            print ready >> "$SAID"
            """);

        Assert.Equal($"{expected}|\n", await TypeAsync(line, "zsh -o NO_GLOBAL_RCS -i"));
    }

    [Theory]
    [InlineData("kubectl-webhook_cert insp", "inspect\tShow the chain behind a webhook's certificate")]
    [InlineData("kubectl-webhook_cert inspect --probe=por", "--probe=port-forward")]
    [InlineData("kubectl-webhook_cert inspect vw", "vwc/\ta ValidatingWebhookConfiguration")]
    [InlineData("kubectl-webhook_cert validate -f maps.yaml configmap/trust:c", "configmap/trust:ca.crt")]
    [InlineData("kubectl-webhook_cert inspect -f map", "maps.yaml")]
    [InlineData("kubectl-webhook_cert inspect --filename=map", "--filename=maps.yaml")]
    [InlineData("kubectl-webhook_cert rotate x --backup-dir fold", "folder/")]
    [InlineData("kubectl-webhook_cert explain map", "")]
    public async Task Fish_completes(string line, string expected)
    {
        var script = await installed!.WriteScriptAsync("fish", "completion.fish", Cancelled);
        WriteFiles();

        var answer = await installed.RunAsync("fish", ["--no-config", "-c", $"source {script}; complete -C '{line}'"], Cancelled, installed.Folder.Root);

        Assert.Equal(string.Empty, answer.Error);
        Assert.Equal(expected, answer.Output.TrimEnd('\n'));
    }

    private async Task<string> TypeAsync(string line, string shell)
    {
        WriteFiles();
        var said = installed!.Folder.PathOf("said");
        var answer = await installed.RunAsync(
            "env", [$"SAID={said}", $"LINE={line}", $"SHELL_COMMAND={shell}", "SHELL=/bin/sh", "sh", "-c", Typist], Cancelled, installed.Folder.Root);
        return answer.Output;
    }

    private void WriteFiles()
    {
        installed!.WriteManifest();
        Directory.CreateDirectory(installed.Folder.PathOf("folder"));
    }
}

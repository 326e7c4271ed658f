namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>Credentials from an exec plugin: asked once, kept while they last, asked again after a refusal.</summary>
/// <param name="plugin">The plugin.</param>
/// <param name="information">What it is told.</param>
/// <param name="environment">The world outside.</param>
internal sealed class ExecCredentialSource(ExecPlugin plugin, ExecInfo information, KubeconfigEnvironment environment) : ICredentialSource
{
    private readonly Lock gate = new();
    private readonly RefusalMemory refusals = new();
    private ExecCredential? current;
    private Task<Credential>? running;

    public async ValueTask<Credential> GetAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task<Credential> run;
            var isMine = false;
            lock (gate)
            {
                if (current is { } known && known.IsValidAt(environment.Clock.GetUtcNow()))
                {
                    return known.Credential;
                }

                // One plugin at a time: it may be asking the user for a password.
                if (running is null || running.IsCompleted)
                {
                    running = Task.Run(() => RunAsync(cancellationToken), cancellationToken);
                    isMine = true;
                }

                run = running;
            }

            try
            {
                // Who started the plugin stays until it is dead.
                return isMine ? await run : await run.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Who had started the plugin gave up; we have not.
            }
        }
    }

    public bool Refused(Credential refused)
    {
        lock (gate)
        {
            if (!refusals.IsWorthRenewing(refused, current?.Credential))
            {
                return false;
            }

            if (current?.Credential == refused)
            {
                current = null;
            }

            return true;
        }
    }

    private async Task<Credential> RunAsync(CancellationToken cancellationToken)
    {
        var interactive = plugin.Interactivity switch
        {
            ExecInteractivity.Never => false,
            ExecInteractivity.IfAvailable => environment.StandardInputIsTerminal,
            _ => environment.StandardInputIsTerminal
                ? true
                : throw new CredentialException(
                    $"exec plugin \"{plugin.Command}\" of user \"{plugin.User}\" needs to ask, and standard input is not a terminal",
                    "run this in a terminal, and give no file on standard input"),
        };
        var output = await ExecProcess.RunAsync(plugin, information.ToJson(interactive), interactive, environment, cancellationToken);
        var answer = ExecCredential.Parse(output, plugin);
        lock (gate)
        {
            current = answer;
        }

        return answer.Credential;
    }
}

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The native binary and what `completion kubectl` prints, on a PATH of their own as an installation leaves them.</summary>
internal sealed class InstalledPlugin : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly PrivateFolder folder = new();

    private InstalledPlugin()
    {
    }

    public PrivateFolder Folder => folder;

    public static async Task<InstalledPlugin> CreateAsync(CancellationToken cancellationToken)
    {
        var plugin = new InstalledPlugin();
        File.CreateSymbolicLink(plugin.folder.PathOf("kubectl-webhook_cert"), NativeBinary.Location);
        var helper = await plugin.WriteScriptAsync("kubectl", "kubectl_complete-webhook_cert", cancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(helper, Executable);
        }
        return plugin;
    }

    /// <summary>Writes what `completion NAME` prints; returns the file's path.</summary>
    public async Task<string> WriteScriptAsync(string name, string file, CancellationToken cancellationToken)
    {
        var printed = await NativeBinary.Call("completion", name).RunAsync(cancellationToken);
        Plugin.MustBeDone(printed);
        return folder.Write(file, printed.Output);
    }

    /// <summary>Writes maps.yaml: a ConfigMap `trust` that holds a CA.</summary>
    public void WriteManifest() => folder.Write(
            "maps.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: trust, namespace: default}
            data: {ca.crt: "-----BEGIN CERTIFICATE-----"}
            """);

    /// <summary>Runs a program that finds the plugin on its PATH, and no kubeconfig.</summary>
    public Task<ProgramResult> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken, string? workingDirectory = null) =>
        new ProgramCall(program, arguments)
        {
            InheritsEnvironment = false,
            Environment = new Dictionary<string, string>
            {
                ["PATH"] = $"{folder.Root}:{Environment.GetEnvironmentVariable("PATH")}",
                ["HOME"] = folder.Root,
                ["KUBECONFIG"] = "/nonexistent/kubeconfig",
                ["TERM"] = "xterm",
                ["LANG"] = "C.UTF-8",
            },
            WorkingDirectory = workingDirectory,
        }.RunAsync(cancellationToken);

    public void Dispose() => folder.Dispose();
}

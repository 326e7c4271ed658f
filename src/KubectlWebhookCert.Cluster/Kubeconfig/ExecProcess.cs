using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>Runs an exec plugin and returns what it printed.</summary>
internal static class ExecProcess
{
    /// <summary>Far more than any token or chain; a plugin that prints more prints something else.</summary>
    private const int MostOutput = 4 * 1024 * 1024;

    /// <exception cref="CredentialException">The plugin is not there, cannot be run, or failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled: the plugin and what it started are dead.</exception>
    public static async Task<ReadOnlyMemory<byte>> RunAsync(
        ExecPlugin plugin, string information, bool interactive, KubeconfigEnvironment environment, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = Describe(plugin, information, interactive, environment) };
        Start(process, plugin);
        try
        {
            if (!interactive)
            {
                // A plugin that asks all the same reads the end of the file at once.
                process.StandardInput.Close();
            }

            var output = await ListenAsync(process, plugin, environment.PluginError, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? output
                : throw new CredentialException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"exec: executable {plugin.Command} of user \"{plugin.User}\" failed with exit code {process.ExitCode}"),
                    ExecPlugin.ByHand);
        }
        catch
        {
            Kill(process);
            throw;
        }
    }

    // Both pipes at once: one that nobody reads would stop the plugin when it is full.
    private static async Task<ReadOnlyMemory<byte>> ListenAsync(
        Process process, ExecPlugin plugin, TextWriter? errorWriter, CancellationToken cancellationToken)
    {
        using var listening = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var errors = errorWriter is null ? Task.CompletedTask : PassOnAsync(process.StandardError, errorWriter, listening.Token);
        try
        {
            return await ReadAsync(process.StandardOutput.BaseStream, plugin, cancellationToken);
        }
        catch
        {
            // Something that the plugin left behind may hold its standard error open for ever.
            Kill(process);
            await listening.CancelAsync();
            throw;
        }
        finally
        {
            await errors;
        }
    }

    private static ProcessStartInfo Describe(ExecPlugin plugin, string information, bool interactive, KubeconfigEnvironment environment)
    {
        var path = ExecutablePath.Find(plugin.Command, environment.GetVariable)
            ?? throw new CredentialException(
                $"exec: executable {plugin.Command} of user \"{plugin.User}\" not found",
                plugin.InstallHint ?? $"install {Path.GetFileName(plugin.Command)}, which gives this user's credentials, into PATH");
        var start = new ProcessStartInfo(path)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = !interactive,
            RedirectStandardError = environment.PluginError is not null,
        };
        foreach (var argument in plugin.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in plugin.Variables)
        {
            start.Environment[name] = value;
        }

        start.Environment["KUBERNETES_EXEC_INFO"] = information;
        return start;
    }

    private static void Start(Process process, ExecPlugin plugin)
    {
        try
        {
            process.Start();
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException)
        {
            throw new CredentialException(
                $"exec: cannot run {plugin.Command} of user \"{plugin.User}\": {e.Message}",
                $"is it a program for this system? try: {plugin.Command} --help",
                e);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream output, ExecPlugin plugin, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        var length = 0;
        while (await output.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var count)
        {
            length += count;
            if (length > MostOutput)
            {
                throw new CredentialException(
                    $"exec plugin \"{plugin.Command}\" of user \"{plugin.User}\" printed more than 4 MiB", ExecPlugin.ByHand);
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }

        return buffer.AsMemory(0, length);
    }

    private static async Task PassOnAsync(StreamReader errors, TextWriter writer, CancellationToken cancellationToken)
    {
        var buffer = new char[1024];
        try
        {
            while (await errors.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            {
                await writer.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
                await writer.FlushAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Who reads the standard output says why.
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException or NotSupportedException)
        {
            // It is gone already, or cannot be had: what made us kill it is what the user must hear.
        }
    }
}

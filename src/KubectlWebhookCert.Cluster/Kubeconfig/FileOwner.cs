using System.ComponentModel;
using System.Diagnostics;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>Gives a file the owner, the group and the mode of another. The platform has no chown: cp does it.</summary>
internal static class FileOwner
{
    /// <summary>Copies them, and the content with them.</summary>
    /// <param name="from">The model.</param>
    /// <param name="to">A file that exists; it stays the same file.</param>
    /// <param name="cancellationToken">Kills cp.</param>
    /// <exception cref="IOException">There is no cp, or it failed.</exception>
    public static async Task CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        using var process = Start(from, to);
        try
        {
            var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested(); // Ctrl-C reaches cp, too
            if (process.ExitCode != 0)
            {
                throw new IOException($"its owner cannot be kept: {errors.Trim()}");
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private static Process Start(string from, string to)
    {
        var program = ExecutablePath.Find("cp", Environment.GetEnvironmentVariable)
            ?? throw new IOException("its owner cannot be kept: cp is not in PATH");
        try
        {
            return Process.Start(new ProcessStartInfo(program, ["-p", from, to]) { RedirectStandardError = true })
                ?? throw new IOException("its owner cannot be kept: cp did not start");
        }
        catch (Win32Exception e)
        {
            throw new IOException($"its owner cannot be kept: {e.Message}", e);
        }
    }
}

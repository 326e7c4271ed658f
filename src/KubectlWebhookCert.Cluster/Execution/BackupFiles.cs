using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Planning;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>Backups on this machine, for those who ask for them: private keys leave the cluster with them, so nobody else may read them.</summary>
public static class BackupFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes what a backup in the cluster holds.</summary>
    /// <param name="folder">The directory; it is made where there is none.</param>
    /// <param name="scope">What is about to be overwritten.</param>
    /// <param name="taken">When, UTC.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <returns>The file's path.</returns>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static async Task<string> WriteAsync(string folder, RotationScope scope, DateTimeOffset taken, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(scope);
        var path = Path.Combine(folder, $"webhook-cert-backup-{scope.Secret.Namespace}-{scope.Secret.Name}-{RotationBackups.Suffix(taken)}.json");
        try
        {
            MakeFolder(folder);
            var file = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
            if (!OperatingSystem.IsWindows())
            {
                file.UnixCreateMode = OwnerOnly;
            }

            var stream = new FileStream(path, file);
            await using (stream)
            {
                await stream.WriteAsync(RotationBackups.Content(scope, taken), cancellationToken);
            }

            return path;
        }
        catch (Exception failure) when (FileFailure.Explain(failure, path) is not null)
        {
            throw new UsageException($"cannot write the backup \"{path}\": {FileFailure.Explain(failure, path)}", "name another directory: --backup-dir", failure);
        }
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }
}

using System.Globalization;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>Replaces a kubeconfig, or a file that one names, as a whole or not at all, and keeps what it held.</summary>
public static class FileReplacement
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Replaces a file's content under kubectl's lock. Links stay; owner and mode are kept. On failure the file is as it was and nothing is
    /// left beside it.
    /// </summary>
    /// <param name="path">The file, or a link to it.</param>
    /// <param name="expected">What it holds.</param>
    /// <param name="content">What it shall hold.</param>
    /// <param name="clock">Dates the backup.</param>
    /// <param name="cancellationToken">Stops before the file is replaced.</param>
    /// <returns>The backup's path: beside the file, with its owner and mode.</returns>
    /// <exception cref="KubeconfigException">Another process holds the lock, the file was changed meanwhile, or it cannot be written.</exception>
    public static async Task<string> ReplaceAsync(
        string path, ReadOnlyMemory<byte> expected, ReadOnlyMemory<byte> content, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(clock);
        cancellationToken.ThrowIfCancellationRequested();
        var named = Path.GetFullPath(path);
        try
        {
            // kubectl locks a file under the name it was given, which may be the link's or the file's own.
            var file = File.ResolveLinkTarget(named, returnFinalTarget: true)?.FullName ?? named;
            await using var nameLock = Lock(named);
            await using var fileLock = file == named ? null : Lock(file);
            var found = await File.ReadAllBytesAsync(file, cancellationToken);
            return found.AsSpan().SequenceEqual(expected.Span)
                ? await ReplaceLockedAsync(file, expected, content, clock, cancellationToken)
                : throw new KubeconfigException($"\"{named}\" was changed meanwhile: nothing was written", "run the same command again");
        }
        catch (Exception e) when (FileFailure.Explain(e, named) is { } why)
        {
            throw new KubeconfigException($"cannot write \"{named}\": {why}", $"ls -la {Path.GetDirectoryName(named)}", e);
        }
    }

    private static async Task<string> ReplaceLockedAsync(
        string file, ReadOnlyMemory<byte> old, ReadOnlyMemory<byte> content, TimeProvider clock, CancellationToken cancellationToken)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(file) ?? file, $".{Path.GetFileName(file)}.{Path.GetRandomFileName()}");
        var backup = await BackUpAsync(file, old, clock.GetUtcNow(), cancellationToken);
        try
        {
            await WriteLikeAsync(Create(temporary), file, content, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            File.Move(temporary, file, overwrite: true);
            return backup;
        }
        catch
        {
            File.Delete(temporary);
            File.Delete(backup);
            throw;
        }
    }

    private static async Task<string> BackUpAsync(
        string file, ReadOnlyMemory<byte> old, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var first = string.Create(CultureInfo.InvariantCulture, $"{file}.webhook-cert-backup-{now.UtcDateTime:yyyyMMddHHmmss}");
        var path = first;
        for (var number = 2; Path.Exists(path); number++)
        {
            path = string.Create(CultureInfo.InvariantCulture, $"{first}-{number}");
        }

        await WriteLikeAsync(Create(path), file, old, cancellationToken);
        return path;
    }

    /// <summary>Makes the file, and nobody else can read it for now.</summary>
    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }

    /// <summary>Fills a new file and gives it the owner and the mode of another; deletes it on failure.</summary>
    private static async Task WriteLikeAsync(FileStream made, string model, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await using var stream = made;
        try
        {
            // Only the administrator can give files away, and must: another user's file would become the administrator's.
            if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            {
                await FileOwner.CopyAsync(model, stream.Name, cancellationToken);
                stream.SetLength(0);
            }

            await stream.WriteAsync(content, cancellationToken);
            await stream.FlushAsync(cancellationToken);
            RandomAccess.FlushToDisk(stream.SafeFileHandle);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(model));
            }
        }
        catch
        {
            File.Delete(stream.Name);
            throw;
        }
    }

    /// <summary>What client-go does before it writes a kubeconfig (tools/clientcmd, lockFile); it goes when it is disposed of.</summary>
    private static FileStream Lock(string file)
    {
        var path = $"{file}.lock";
        try
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (Path.Exists(path))
        {
            throw new KubeconfigException(
                $"\"{file}\" is locked: another process is changing it", $"try again; if nobody is, remove what was left behind: rm {path}", e);
        }
    }
}

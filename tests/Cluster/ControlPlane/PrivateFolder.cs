using System.Globalization;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A folder of one run, 0700, for keys, kubeconfigs, data and logs. Removed on disposal.</summary>
public sealed class PrivateFolder : IDisposable
{
    private const string Prefix = "webhook-cert-";
    private static readonly TimeSpan KilledRunsAreKept = TimeSpan.FromHours(1);
    private volatile bool logsAreKept;

    public PrivateFolder()
    {
        RemoveWhatKilledRunsLeft();
        Root = Directory.CreateTempSubdirectory(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-")).FullName;
        Directory.CreateDirectory(Logs);
    }

    public string Root { get; }

    public string Logs => Path.Combine(Root, "logs");

    /// <summary>Leaves the logs where they are, for whoever looks into a failure.</summary>
    public void KeepLogs() => logsAreKept = true;

    public string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>Writes a file that only this user can read, and returns its path.</summary>
    public string Write(string name, string content)
    {
        var path = PathOf(name);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var writer = new StreamWriter(path, options);
        writer.Write(content);
        return path;
    }

    public void Dispose()
    {
        if (!logsAreKept)
        {
            Directory.Delete(Root, recursive: true);
            return;
        }
        foreach (var entry in new DirectoryInfo(Root).EnumerateFileSystemInfos().Where(entry => entry.FullName != Logs))
        {
            if (entry is DirectoryInfo folder)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }
    }

    // Young folders stay: another container may share /tmp, and its processes are not seen here.
    private static void RemoveWhatKilledRunsLeft()
    {
        var youngest = DateTime.UtcNow - KilledRunsAreKept;
        foreach (var folder in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(Prefix + "*"))
        {
            var owner = folder.Name.Split('-')[2];
            if (!int.TryParse(owner, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || Directory.Exists($"/proc/{id}"))
            {
                continue;
            }
            if (folder.LastWriteTimeUtc < youngest)
            {
                TryDelete(folder);
            }
        }
    }

    private static void TryDelete(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another run sweeps at the same time, or it is another user's: nothing depends on it.
        }
    }
}

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>
/// Finds a program as Go's exec.LookPath does. Process.Start would also find it beside this binary and in the current directory, where
/// anybody may have put one.
/// </summary>
internal static class ExecutablePath
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The program's absolute path; null where there is none that can be run.</summary>
    /// <param name="command">A bare name, looked for in PATH, or an absolute path.</param>
    /// <param name="getVariable">Reads an environment variable.</param>
    public static string? Find(string command, Func<string, string?> getVariable)
    {
        var extensions = Extensions(getVariable);
        if (Path.IsPathRooted(command))
        {
            return Runnable(command, extensions);
        }

        foreach (var directory in (getVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            // Relative entries mean the current directory: Go refuses what it finds there.
            if (Path.IsPathRooted(directory) && Runnable(Path.Combine(directory, command), extensions) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string? Runnable(string path, string[] extensions)
    {
        if (!OperatingSystem.IsWindows())
        {
            return File.Exists(path) && (File.GetUnixFileMode(path) & AnyExecute) != 0 ? path : null;
        }

        return Path.HasExtension(path) && File.Exists(path)
            ? path
            : Array.Find(Array.ConvertAll(extensions, extension => path + extension), File.Exists);
    }

    private static string[] Extensions(Func<string, string?> getVariable) =>
        OperatingSystem.IsWindows()
            ? (getVariable("PATHEXT") ?? ".COM;.EXE;.BAT;.CMD").Split(';', StringSplitOptions.RemoveEmptyEntries)
            : [];
}

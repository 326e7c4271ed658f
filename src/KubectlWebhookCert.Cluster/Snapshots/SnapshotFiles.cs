using System.Globalization;
using System.Text;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Cluster.Snapshots;

/// <summary>Finds and reads the files that <c>-f</c> means.</summary>
internal static class SnapshotFiles
{
    /// <summary>Standard input's name.</summary>
    public const string StandardInput = "-";

    /// <summary>The files behind the paths, in the order read: those of a directory by name, as kubectl walks it.</summary>
    /// <exception cref="UsageException">A path does not exist, or a directory holds no manifest.</exception>
    public static IEnumerable<string> Expand(SnapshotOptions options)
    {
        if (options.Paths.Count(path => path == StandardInput) > 1)
        {
            throw new UsageException("standard input cannot be used for multiple arguments");
        }

        foreach (var path in options.Paths)
        {
            if (path.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            {
                throw new UsageException($"cannot read {path}: only files, directories and - are read", $"curl -fsSL {path} | kubectl webhook-cert inspect -f -");
            }

            if (path == StandardInput || File.Exists(path))
            {
                yield return path;
                continue;
            }

            if (!Directory.Exists(path))
            {
                throw new UsageException($"the path \"{path}\" does not exist");
            }

            var any = false;
            foreach (var file in Walk(path, options.Recursive))
            {
                any = true;
                yield return file;
            }

            if (!any)
            {
                throw new UsageException(
                    $"error reading [{path}]: recognized file extensions are [.json .yaml .yml]",
                    !options.Recursive && HasFolders(path) ? "-R reads the folders below it too" : null);
            }
        }
    }

    /// <summary>A file's text.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static async Task<string> ReadAsync(string path, TextReader standardInput, CancellationToken cancellationToken)
    {
        if (path == StandardInput)
        {
            return await ReadBoundedAsync(standardInput, "standard input", cancellationToken);
        }

        try
        {
            using var reader = new StreamReader(path);
            return await ReadBoundedAsync(reader, path, cancellationToken);
        }
        catch (Exception exception) when (exception is not UsageException && FileFailure.Explain(exception, path) is { } reason)
        {
            throw new UsageException($"cannot read {path}: {reason}", null, exception);
        }
    }

    // A pipe or a device has no length to look at beforehand, and may have no end.
    private static async Task<string> ReadBoundedAsync(TextReader reader, string name, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[1 << 16];
        while (await reader.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            text.Append(buffer, 0, read);
            if (text.Length > YamlReader.MaximumLength)
            {
                throw new UsageException(string.Create(
                    CultureInfo.InvariantCulture, $"cannot read {name}: more than {YamlReader.MaximumLength >> 20} Mi characters"));
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Walk(string directory, bool recursive)
    {
        foreach (var entry in Entries(directory))
        {
            if (!Directory.Exists(entry))
            {
                if (Path.GetExtension(entry) is ".json" or ".yaml" or ".yml")
                {
                    yield return entry;
                }
            }
            else if (recursive && new DirectoryInfo(entry).LinkTarget is null)
            {
                // A link to a directory is not followed: it may lead back up.
                foreach (var file in Walk(entry, recursive))
                {
                    yield return file;
                }
            }
        }
    }

    private static string[] Entries(string directory)
    {
        try
        {
            var entries = Directory.GetFileSystemEntries(directory);
            Array.Sort(entries, StringComparer.Ordinal);
            return entries;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"cannot read {directory}: {(exception is UnauthorizedAccessException ? "permission denied" : FileFailure.Explain(exception, directory))}",
                null,
                exception);
        }
    }

    private static bool HasFolders(string path) => Entries(path).Any(Directory.Exists);
}

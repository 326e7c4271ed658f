using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Cluster.Snapshots;

/// <summary>Reads manifest files into a <see cref="SnapshotCluster"/>.</summary>
public static class SnapshotLoader
{
    /// <summary>Reads every file named, in order; a later object replaces an earlier one of the same type, namespace and name.</summary>
    /// <param name="options">Which files.</param>
    /// <param name="standardInput">What <c>-</c> stands for.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="UsageException">A path does not exist, cannot be read, or there is no Kubernetes object in any of them.</exception>
    /// <exception cref="UnreadableDocumentException">A file is no YAML and no JSON (unless directories are read recursively).</exception>
    public static async Task<SnapshotCluster> LoadAsync(SnapshotOptions options, TextReader standardInput, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(standardInput);
        var paths = SnapshotFiles.Expand(options).ToList();
        var files = options.Paths.Any(FileWatch.CannotWatch) ? null : new FileWatch(options, paths);
        var manifests = new ManifestObjects(options.DefaultNamespace);
        foreach (var file in paths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var text = await SnapshotFiles.ReadAsync(file, standardInput, cancellationToken);
            var source = file == SnapshotFiles.StandardInput ? "standard input" : file;
            try
            {
                foreach (var document in YamlReader.Read(text, source))
                {
                    manifests.Add(document, source);
                }
            }
            catch (UnreadableDocumentException exception) when (options.Recursive && !options.Paths.Contains(file))
            {
                manifests.Notes.Add(new SnapshotNote(source, exception.Line, $"left out: {exception.Reason}"));
            }
        }

        return manifests.Objects.Count > 0
            ? new SnapshotCluster(manifests.Objects, manifests.Notes, options.DefaultNamespace, files)
            : throw new UsageException($"no Kubernetes objects in {string.Join(", ", options.Paths.Select(Name))}");
    }

    private static string Name(string path) => path == SnapshotFiles.StandardInput ? "standard input" : path;
}

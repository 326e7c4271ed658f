using KubectlWebhookCert.Cluster.Snapshots;
using KubectlWebhookCert.Core;

namespace KubectlWebhookCert.Cluster.Tests.Snapshots;

/// <summary>A directory of manifests that is gone after the test.</summary>
internal sealed class SnapshotFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("snapshot-").FullName;

    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path) ?? Path);
        File.WriteAllText(path, text);
        return path;
    }

    public static async Task<SnapshotCluster> LoadAsync(string manifests) =>
        await SnapshotLoader.LoadAsync(new SnapshotOptions(["-"], false, "default"), new StringReader(manifests), TestContext.Current.CancellationToken);

    public static async Task<SnapshotCluster> LoadAsync(bool recursive, params string[] paths) =>
        await SnapshotLoader.LoadAsync(new SnapshotOptions(paths.ToValueList(), recursive, "default"), TextReader.Null, TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

namespace KubectlWebhookCert.Cluster.Snapshots;

/// <summary>What tells that a file is another than it was.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Target">Where it is in truth, if it is a link: a mounted ConfigMap changes by a link.</param>
/// <param name="Length">In bytes; -1 where it cannot be seen.</param>
/// <param name="Written">Its last change, UTC.</param>
internal sealed record FileStamp(string Path, string? Target, long Length, DateTime Written)
{
    /// <summary>The stamp of a file.</summary>
    /// <param name="path">The file.</param>
    public static FileStamp Of(string path)
    {
        try
        {
            var file = new FileInfo(path);
            var target = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
            return new FileStamp(path, target?.FullName, (target ?? file).Length, (target ?? file).LastWriteTimeUtc);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new FileStamp(path, null, -1, default);
        }
    }
}

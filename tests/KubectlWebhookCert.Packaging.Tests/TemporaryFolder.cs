namespace KubectlWebhookCert.Packaging.Tests;

/// <summary>A folder that is removed on disposal.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("packaging-").FullName;

    /// <summary>Writes a file, and the folders that it is in.</summary>
    public void Write(string name, string content)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path) ?? Path);
        File.WriteAllText(path, content);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

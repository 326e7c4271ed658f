using System.Text.Json;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>One kubeconfig file as read. JSON is YAML too.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Root">The document, an object; undefined where the file is empty.</param>
internal sealed record KubeconfigFile(string Path, JsonElement Root)
{
    public bool IsEmpty => Root.ValueKind != JsonValueKind.Object;

    /// <summary>Reads a file; null where there is none.</summary>
    /// <remarks>
    /// At once: asynchronous file I/O is the same read on a thread of the pool, and for a few kilobytes the thread costs more than the read.
    /// </remarks>
    public static KubeconfigFile? Read(string path)
    {
        var text = ReadText(path);
        return text is null ? null : Parse(text, path);
    }

    /// <summary>A file's content, without byte-order mark.</summary>
    public static KubeconfigFile Parse(string text, string path) =>
        // client-go, too, reads the first document and no further.
        YamlReader.Read(text, $"kubeconfig \"{path}\"") is [var first, ..]
            ? new KubeconfigFile(path, Check(first.Json, path))
            : new KubeconfigFile(path, default);

    private static string? ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException e)
        {
            throw Directory.Exists(path)
                ? new KubeconfigException($"kubeconfig \"{path}\" is a directory", $"name a file in it: --kubeconfig {path}/config", e)
                : new KubeconfigException($"cannot read kubeconfig \"{path}\": permission denied", $"ls -l {path}", e);
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            throw new KubeconfigException($"cannot read kubeconfig \"{path}\": {FileFailure.Explain(e, path)}", $"ls -l {path}", e);
        }
    }

    private static JsonElement Check(JsonElement document, string path)
    {
        if (document.ValueKind != JsonValueKind.Object)
        {
            throw new KubeconfigException($"\"{path}\" is not a kubeconfig: it holds no mapping", "give another with --kubeconfig FILE");
        }

        // Both may be missing: client-go takes v1 and Config then.
        var entry = new KubeconfigEntry(path, string.Empty, document);
        var kind = entry.Text("kind") ?? "Config";
        var version = entry.Text("apiVersion") ?? "v1";
        return kind == "Config" && version == "v1"
            ? document
            : throw new KubeconfigException(
                $"\"{path}\" is not a kubeconfig: it holds kind \"{kind}\" of \"{version}\", not \"Config\" of \"v1\"",
                "manifests are read with -f FILE, kubeconfigs with --kubeconfig FILE");
    }
}

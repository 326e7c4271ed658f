namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>Why a file cannot be read, in the words of the system's tools.</summary>
internal static class FileFailure
{
    /// <summary>The reason; null where the exception is not about a file.</summary>
    public static string? Explain(Exception exception, string path) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        UnauthorizedAccessException => Directory.Exists(path) ? "is a directory" : "permission denied",
        IOException => exception.Message,
        ArgumentException or NotSupportedException => "not a usable path",
        _ => null,
    };
}

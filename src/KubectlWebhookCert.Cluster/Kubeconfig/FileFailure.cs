namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>Why a file cannot be read, in the words of the system's tools.</summary>
public static class FileFailure
{
    /// <summary>The reason; null where the exception is not about a file.</summary>
    /// <param name="exception">What reading threw.</param>
    /// <param name="path">The file.</param>
    public static string? Explain(Exception exception, string path)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception switch
        {
            FileNotFoundException or DirectoryNotFoundException => "no such file",
            UnauthorizedAccessException => Directory.Exists(path) ? "is a directory" : "permission denied",
            PathTooLongException => "file name too long",
            IOException => exception.Message,
            ArgumentException or NotSupportedException => "not a usable path",
            _ => null,
        };
    }
}

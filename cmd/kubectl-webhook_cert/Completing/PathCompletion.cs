using KubectlWebhookCert.Core;

namespace KubectlWebhookCert.Commands.Completing;

/// <summary>Files of this machine behind something else in a word (<c>file/PATH</c>), where a shell does not look for them.</summary>
internal static class PathCompletion
{
    /// <summary>The paths that a path may become; folders end with a slash.</summary>
    /// <param name="path">What is typed.</param>
    public static ValueList<string> Of(string path)
    {
        var folder = path[..(path.LastIndexOf('/') + 1)];
        var place = new DirectoryInfo(folder.Length == 0 ? "." : folder);
        try
        {
            return
            [
                .. place.EnumerateFileSystemInfos()
                    .Where(entry => (folder + entry.Name).StartsWith(path, StringComparison.Ordinal))
                    .Select(entry => folder + entry.Name + (entry is DirectoryInfo ? "/" : string.Empty))
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }
}

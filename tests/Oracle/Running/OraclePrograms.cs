using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using KubectlWebhookCert.Tests.Cluster;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Finds what build.sh built.</summary>
internal static class OraclePrograms
{
    private const string Prefix = "oracle-1.";

    /// <summary>The programs, that of the oldest Go first. Builds them if they are not there: some minutes.</summary>
    /// <exception cref="InvalidOperationException">They cannot be built; says why.</exception>
    public static async Task<IReadOnlyList<string>> FindAsync(CancellationToken cancellationToken)
    {
        var folder = await BuildAsync(cancellationToken);
        return [.. Directory.EnumerateFiles(folder, Prefix + "*").Where(path => Minor(path) is not null).OrderBy(Minor)];
    }

    private static int? Minor(string path) =>
        int.TryParse(Path.GetFileName(path)[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            ? minor
            : null;

    private static async Task<string> BuildAsync(CancellationToken cancellationToken)
    {
        var script = Path.Combine(RepositoryRoot.Find(), "tests", "Oracle", "build.sh");
        var start = new ProcessStartInfo("bash", [script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? output.Trim()
                : throw new InvalidOperationException($"cannot build the oracle: {await error}");
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException("bash is not installed, run: apt-get install bash", exception);
        }
    }
}

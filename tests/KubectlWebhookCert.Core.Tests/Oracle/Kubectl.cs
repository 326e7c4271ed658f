using System.Diagnostics;
using System.Text;

namespace KubectlWebhookCert.Core.Tests.Oracle;

/// <summary>
/// The kubectl binary as a judge. <c>patch --local</c> reads a manifest, changes it and prints it without asking any server,
/// through the same readers, patchers and printers as everything else kubectl does.
/// </summary>
internal static class Kubectl
{
    /// <summary>Patches a manifest in memory and prints it.</summary>
    /// <param name="manifest">YAML or JSON of one object.</param>
    /// <param name="output">What goes after <c>-o</c>.</param>
    /// <param name="patch">The patch.</param>
    /// <param name="patchType"><c>merge</c> or <c>json</c>.</param>
    /// <param name="arguments">Anything else.</param>
    public static async Task<KubectlAnswer> PatchAsync(string manifest, string output, string patch = "{}", string patchType = "merge", params string[] arguments)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, manifest, TestContext.Current.CancellationToken);
            return await RunAsync(["patch", "--local", "-f", file, "--type", patchType, "-p", patch, "-o", output, .. arguments]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<KubectlAnswer> RunAsync(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("kubectl", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        start.Environment["KUBECONFIG"] = Path.Combine(Path.GetTempPath(), "no-such-kubeconfig");
        using var process = Process.Start(start) ??
            throw new InvalidOperationException("kubectl did not start: it is in Debian's package kubernetes-client");
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new KubectlAnswer(process.ExitCode, text, await error);
    }
}

using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KubectlWebhookCert.Commands.Tests.Browsing;

/// <summary>Debian's Chromium without a window. It shows a page within a frame of a page of ours, whose script measures it: the page itself runs none.</summary>
internal static partial class Browser
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>What the browser knows of a page.</summary>
    /// <param name="html">The page.</param>
    /// <param name="width">Of the window, in pixels.</param>
    /// <param name="isDark">Whether whoever reads it has set the system to dark.</param>
    public static async Task<BrowserFacts> ShowAsync(string html, int width = 1280, bool isDark = false)
    {
        var folder = Directory.CreateTempSubdirectory("browser-");
        using var proxy = new RecordingProxy();
        try
        {
            var harness = Path.Combine(folder.FullName, "harness.html");
            var frame = await File.ReadAllTextAsync(
                Repository.PathOf("tests/kubectl-webhook_cert.Tests/Browsing/harness.html"), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(
                harness,
                frame.Replace("WIDTH", $"{width}", StringComparison.Ordinal).Replace("PAGE", WebUtility.HtmlEncode(html), StringComparison.Ordinal),
                TestContext.Current.CancellationToken);
            var (output, log) = await RunAsync(
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--disable-dev-shm-usage", $"--user-data-dir={Path.Combine(folder.FullName, "profile")}",
                $"--proxy-server={proxy.Address}", "--proxy-bypass-list=<-loopback>", "--enable-logging=stderr", $"--window-size={width + 100},1000",
                $"--blink-settings=preferredColorScheme={(isDark ? 0 : 1)}", "--dump-dom", new Uri(harness).AbsoluteUri,
            ]);
            var facts = FactsPattern().Match(output);
            Assert.True(facts.Success, $"the browser measured nothing: {output}\n{log}");
            using var measured = JsonDocument.Parse(WebUtility.HtmlDecode(facts.Groups[1].Value));
            return BrowserFacts.Of(measured.RootElement, [.. log.Split('\n').Where(line => line.Contains("CONSOLE", StringComparison.Ordinal))], proxy.Requests);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(string Out, string Error)> RunAsync(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("chromium", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException("chromium did not start");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    [GeneratedRegex("<pre id=\"facts\">(.+?)</pre>", RegexOptions.Singleline)]
    private static partial Regex FactsPattern();
}

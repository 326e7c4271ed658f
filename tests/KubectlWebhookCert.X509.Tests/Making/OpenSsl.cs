using System.Diagnostics;

namespace KubectlWebhookCert.X509.Tests.Making;

/// <summary>The openssl program. What is asked about goes to its standard input, so that no key lies in a file.</summary>
internal static class OpenSsl
{
    public static async Task<(int ExitCode, string Output)> RunAsync(byte[] input, params string[] arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("openssl did not start");
        var cancellationToken = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output + await error);
    }

    /// <summary>Path validation of a serving certificate at <see cref="Issue.Now"/>.</summary>
    public static async Task<(int ExitCode, string Output)> VerifyAsync(byte[] leaf, byte[] bundle, string host)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, bundle, TestContext.Current.CancellationToken);
            string[] trust = ["-no-CApath", "-no-CAstore", "-CAfile", path];
            string[] time = ["-attime", $"{Issue.Now.ToUnixTimeSeconds()}"];
            string[] demands = ["-x509_strict", "-purpose", "sslserver", "-verify_hostname", host];
            return await RunAsync(leaf, ["verify", .. trust, .. time, .. demands]);
        }
        finally
        {
            File.Delete(path);
        }
    }
}

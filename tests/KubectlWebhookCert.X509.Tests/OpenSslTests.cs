using System.Diagnostics;
using System.Globalization;
using KubectlWebhookCert.X509.Tests.Making;

namespace KubectlWebhookCert.X509.Tests;

public sealed class OpenSslTests
{
    [Fact]
    public async Task Agrees_with_openssl()
    {
        var key = Make.RsaKey;
        using var theirs = Make.SelfSigned(key, "CN=hook.ns.svc, O=Org, C=SE", Make.From.AddYears(40), Make.Names());
        var ours = Certificate.Parse(theirs.RawData);

        var lines = await RunAsync(Make.Pem("CERTIFICATE", theirs.RawData));

        Assert.Contains($"serial={ours.SerialHex.ToUpperInvariant()}", lines);
        Assert.Contains($"notBefore={Date(ours.NotBefore)}", lines);
        Assert.Contains($"notAfter={Date(ours.NotAfter)}", lines);
        Assert.Contains($"subject={ours.Subject}", lines);
        Assert.Contains(lines, line => line.Replace(":", "", StringComparison.Ordinal).EndsWith($"Fingerprint={ours.Sha256}", StringComparison.OrdinalIgnoreCase));
    }

    private static string Date(DateTimeOffset instant) => instant.ToString("MMM", CultureInfo.InvariantCulture)
        + instant.Day.ToString(CultureInfo.InvariantCulture).PadLeft(3)
        + instant.ToString(" HH:mm:ss yyyy 'GMT'", CultureInfo.InvariantCulture);

    private static async Task<string[]> RunAsync(byte[] pem)
    {
        string[] arguments = ["x509", "-noout", "-serial", "-dates", "-fingerprint", "-sha256", "-subject", "-nameopt", "RFC2253"];
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("openssl did not start");
        await process.StandardInput.BaseStream.WriteAsync(pem, TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output.Split('\n');
    }
}

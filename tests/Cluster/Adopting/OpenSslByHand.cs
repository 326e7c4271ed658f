namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What people make by hand: a CA and a serving certificate, with openssl. Nobody keeps the CA's private key.</summary>
internal sealed record OpenSslByHand(string AuthorityPem, string LeafPem, string KeyPem)
{
    /// <summary>RSA, the leaf's key in PKCS#1, for a year.</summary>
    /// <param name="name">The one that is called.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<OpenSslByHand> MakeAsync(string name, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("webhook-by-hand-");
        try
        {
            await RunAsync(folder, cancellationToken, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.crt", "-subj", "/CN=Admission Controller Webhook CA", "-days", "3650");
            await RunAsync(folder, cancellationToken, "genrsa", "-traditional", "-out", "tls.key", "2048");
            await RunAsync(folder, cancellationToken, "req", "-new", "-key", "tls.key", "-out", "tls.csr", "-subj", $"/CN={name}");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "san.ext"), $"subjectAltName=DNS:{name},DNS:by-hand.example\n", cancellationToken);
            await RunAsync(folder, cancellationToken, "x509", "-req", "-in", "tls.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-out", "tls.crt", "-days", "365", "-extfile", "san.ext");
            return new OpenSslByHand(await ReadAsync("ca.crt"), await ReadAsync("tls.crt"), await ReadAsync("tls.key"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(folder.FullName, file), cancellationToken);
    }

    private static async Task RunAsync(DirectoryInfo folder, CancellationToken cancellationToken, params IReadOnlyList<string> arguments)
    {
        var result = await (new ProgramCall("openssl", arguments) { WorkingDirectory = folder.FullName }).RunAsync(cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException(result.Error);
        }
    }
}

using System.Globalization;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Serving certificates of many kinds, half of them by the platform and half by OpenSSL.</summary>
internal static class CertificateShapes
{
    private static readonly DateTimeOffset Yesterday = DateTimeOffset.UtcNow.AddDays(-1);

    /// <summary>What a webhook of this server name is served with.</summary>
    /// <param name="shape">Which kind.</param>
    /// <param name="serverName">A name that it must be for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<ServingPem> MakeAsync(string shape, string serverName, CancellationToken cancellationToken) => shape switch
    {
        "ECDSA P-256" => Issue(new LeafProfile(serverName)),
        "RSA 2048" => Issue(new LeafProfile(serverName) { IsRsa = true }),
        "past 2050" => Issue(new LeafProfile(serverName) { NotAfter = DateTimeOffset.UtcNow.AddYears(60) }),
        "many names" => Issue(new LeafProfile([serverName, .. Enumerable.Range(0, 120).Select(Numbered)])),
        "IP addresses" => Issue(new LeafProfile(serverName, "10.1.2.3", "fd00::1:2")),
        "organization with a comma" => Issue(new LeafProfile(serverName) { CommonName = "hooks", Organizations = ["Example, Inc."] }),
        "two CAs" => TwoAuthorities(serverName),
        "intermediate" => Below(serverName),
        "RSA 3072, self-signed" => await SelfSignAsync(serverName, ["rsa:3072"], cancellationToken),
        "ECDSA P-384, self-signed" => await SelfSignAsync(serverName, ["ec", "-pkeyopt", "ec_paramgen_curve:P-384"], cancellationToken),
        "ECDSA P-521, self-signed" => await SelfSignAsync(serverName, ["ec", "-pkeyopt", "ec_paramgen_curve:P-521"], cancellationToken),
        "Ed25519, self-signed" => await SelfSignAsync(serverName, ["ed25519"], cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    private static string Numbered(int number) => string.Create(CultureInfo.InvariantCulture, $"name-{number}.example.org");

    private static ServingPem Issue(LeafProfile profile)
    {
        using var authority = new TestCertificates("webhook CA", Yesterday, DateTimeOffset.UtcNow.AddYears(70));
        return ServingPem.Of(authority, authority.Issue(profile));
    }

    private static ServingPem TwoAuthorities(string serverName)
    {
        using var old = new TestCertificates("webhook CA of last year");
        using var current = new TestCertificates("webhook CA");
        var serving = ServingPem.Of(current, current.Issue(serverName));
        return serving with { AuthorityPem = old.Pem + serving.AuthorityPem };
    }

    private static ServingPem Below(string serverName)
    {
        using var root = new TestCertificates("webhook root CA");
        using var intermediate = root.Intermediate("webhook intermediate CA");
        return ServingPem.Of(root, intermediate.Issue(serverName));
    }

    private static async Task<ServingPem> SelfSignAsync(string serverName, string[] key, CancellationToken cancellationToken)
    {
        using var folder = new PrivateFolder();
        var keyPath = folder.PathOf("tls.key");
        var made = await new ProgramCall(
            "openssl",
            ["req", "-x509", "-utf8", "-nodes", "-days", "12000", "-newkey", .. key, "-keyout", keyPath,
             "-subj", "/C=SE/ST=Skåne/L=Lund/O=Example, Inc./OU=web/CN=hooks", "-addext", $"subjectAltName=DNS:{serverName},IP:10.0.0.7"])
            .RunAsync(cancellationToken);
        Assert.True(made.ExitCode == 0, made.Error);
        return new ServingPem(made.Output, await File.ReadAllTextAsync(keyPath, cancellationToken), made.Output);
    }
}

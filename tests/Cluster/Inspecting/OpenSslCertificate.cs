using System.Globalization;
using System.Net;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A certificate as `openssl x509` reads it: the second opinion.</summary>
internal sealed record OpenSslCertificate
{
    private const string Names = "RFC2253,-esc_msb";

    public string Subject { get; private init; } = "";

    public string Issuer { get; private init; } = "";

    /// <summary>Lower-case hex digits.</summary>
    public string SerialNumber { get; private init; } = "";

    public DateTimeOffset NotBefore { get; private init; }

    public DateTimeOffset NotAfter { get; private init; }

    /// <summary>64 lower-case hex digits.</summary>
    public string Sha256 { get; private init; } = "";

    public IReadOnlyList<string> DnsNames { get; private init; } = [];

    public IReadOnlyList<string> IpAddresses { get; private init; } = [];

    public bool IsCa { get; private init; }

    /// <summary>Reads the first certificate of a text.</summary>
    public static async Task<OpenSslCertificate> ReadAsync(string pem, CancellationToken cancellationToken)
    {
        string[] facts = ["-subject", "-issuer", "-serial", "-dates", "-dateopt", "iso_8601", "-fingerprint", "-sha256"];
        var call = new ProgramCall("openssl", ["x509", "-noout", .. facts, "-nameopt", Names, "-ext", "subjectAltName,basicConstraints"])
        {
            Input = pem,
        };
        var result = await call.RunAsync(cancellationToken);
        Assert.True(result.ExitCode == 0, result.Error);
        var lines = result.Output.Split('\n');
        var names = lines.SkipWhile(line => !line.StartsWith("X509v3 Subject Alternative Name", StringComparison.Ordinal))
            .Skip(1).FirstOrDefault("").Split(',', StringSplitOptions.TrimEntries);
        return new OpenSslCertificate
        {
            Subject = Field(lines, "subject="),
            Issuer = Field(lines, "issuer="),
            SerialNumber = Field(lines, "serial=").ToLowerInvariant(),
            NotBefore = Date(Field(lines, "notBefore=")),
            NotAfter = Date(Field(lines, "notAfter=")),
            Sha256 = Field(lines, "sha256 Fingerprint=").Replace(":", "", StringComparison.Ordinal).ToLowerInvariant(),
            DnsNames = [.. Named(names, "DNS:")],
            IpAddresses = [.. Named(names, "IP Address:").Select(address => IPAddress.Parse(address).ToString())],
            IsCa = lines.Any(line => line.Contains("CA:TRUE", StringComparison.Ordinal)),
        };
    }

    /// <summary>Cuts a text into its PEM blocks.</summary>
    public static IReadOnlyList<string> Blocks(string pem) =>
        [.. pem.Split("-----END CERTIFICATE-----", StringSplitOptions.TrimEntries)
            .Where(block => block.Length > 0).Select(block => block + "\n-----END CERTIFICATE-----\n")];

    private static string Field(string[] lines, string name) =>
        lines.Single(line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase))[name.Length..].Trim();

    private static IEnumerable<string> Named(string[] names, string prefix) =>
        names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..]);

    private static DateTimeOffset Date(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-dd HH:mm:ssZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

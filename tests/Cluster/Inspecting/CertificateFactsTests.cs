using System.Globalization;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>That what `inspect` says of certificates is what `openssl x509` says of the same bytes.</summary>
public sealed class CertificateFactsTests(SharedCluster shared) : InspectTest(shared)
{
    [Theory]
    [InlineData("ECDSA P-256", "ECDSA P-256", 256)]
    [InlineData("RSA 2048", "RSA 2048", 2048)]
    [InlineData("past 2050", "ECDSA P-256", 256)]
    [InlineData("many names", "ECDSA P-256", 256)]
    [InlineData("IP addresses", "ECDSA P-256", 256)]
    [InlineData("organization with a comma", "ECDSA P-256", 256)]
    [InlineData("two CAs", "ECDSA P-256", 256)]
    [InlineData("intermediate", "ECDSA P-256", 256)]
    [InlineData("RSA 3072, self-signed", "RSA 3072", 3072)]
    [InlineData("ECDSA P-384, self-signed", "ECDSA P-384", 384)]
    [InlineData("ECDSA P-521, self-signed", "ECDSA P-521", 521)]
    [InlineData("Ed25519, self-signed", "Ed25519", 256)]
    public async Task They_are_what_OpenSSL_says(string shape, string keyAlgorithm, int keySize)
    {
        var stage = await Stages.WholeAsync(serverName => CertificateShapes.MakeAsync(shape, serverName, Cancelled), Cancelled);
        var name = await ValidatingAsync(stage);

        var webhook = await OnlyWebhookAsync($"vwc/{name}");

        Assert.Equal("complete", Json.Text(webhook, "state"));
        var leaf = Json.At(webhook, "servingSecrets.0.leaf.certificate");
        Assert.Equal(keyAlgorithm, Json.Text(leaf, "keyAlgorithm"));
        Assert.Equal(keySize.ToString(CultureInfo.InvariantCulture), Json.Text(leaf, "keySize"));
        var served = OpenSslCertificate.Blocks(stage.Serving.CertificatePem);
        await MustBeEqualAsync(served[0], leaf);
        await MustBeEqualAsync([.. served.Skip(1)], Json.At(webhook, "servingSecrets.0.leaf.chain"));
        await MustBeEqualAsync(OpenSslCertificate.Blocks(stage.Serving.AuthorityPem), Json.At(webhook, "caBundle.certificates"));
    }

    [Fact]
    public async Task A_bundle_is_as_long_as_its_text()
    {
        var stage = await Stages.WholeAsync(serverName => CertificateShapes.MakeAsync("two CAs", serverName, Cancelled), Cancelled);
        var name = await ValidatingAsync(stage);

        var webhook = await OnlyWebhookAsync($"vwc/{name}");

        Assert.Equal(stage.Serving.AuthorityPem.Length.ToString(CultureInfo.InvariantCulture), Json.Text(webhook, "caBundle.bytes"));
        Assert.Empty(Json.Texts(webhook, "caBundle.problems"));
    }

    private static async Task MustBeEqualAsync(IReadOnlyList<string> blocks, JsonNode? shown)
    {
        var certificates = Assert.IsType<JsonArray>(shown);
        Assert.Equal(blocks.Count, certificates.Count);
        foreach (var (block, certificate) in blocks.Zip(certificates))
        {
            await MustBeEqualAsync(block, certificate);
        }
    }

    private static async Task MustBeEqualAsync(string pem, JsonNode? shown)
    {
        var expected = await OpenSslCertificate.ReadAsync(pem, Cancelled);
        Assert.Equal(expected.Sha256, Json.Text(shown, "sha256"));
        Assert.Equal(expected.SerialNumber, Json.Text(shown, "serialNumber"));
        Assert.Equal(expected.Subject, Json.Text(shown, "subject"));
        Assert.Equal(expected.Issuer, Json.Text(shown, "issuer"));
        Assert.Equal(expected.NotBefore, Instant(shown, "notBefore"));
        Assert.Equal(expected.NotAfter, Instant(shown, "notAfter"));
        Assert.Equal(expected.DnsNames, Json.Texts(shown, "dnsNames"));
        Assert.Equal(expected.IpAddresses, Json.Texts(shown, "ipAddresses"));
        Assert.Equal(expected.IsCa, (bool?)Json.At(shown, "isCa"));
    }

    private static DateTimeOffset Instant(JsonNode? json, string field) =>
        DateTimeOffset.Parse(Json.Text(json, field) ?? "", CultureInfo.InvariantCulture);
}

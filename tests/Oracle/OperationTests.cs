using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>The oracle's other questions, which other tests rely on.</summary>
public sealed class OperationTests(OracleSession session)
{
    [Fact]
    public async Task A_key_pair_is_judged()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=a", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));

        using var right = await AskAsync("keypair", ("cert", certificate.ExportCertificatePem()), ("key", key.ExportPkcs8PrivateKeyPem()));
        using var wrong = await AskAsync("keypair", ("cert", certificate.ExportCertificatePem()),
            ("key", other.ExportPkcs8PrivateKeyPem()));

        Assert.True(right.RootElement.GetProperty("ok").GetBoolean());
        Assert.Equal("tls: private key does not match public key", wrong.RootElement.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Each_loader_says_what_it_thinks_of_a_key()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        using var answer = await AskAsync("key", ("key", key.ExportECPrivateKeyPem()));

        Assert.True(answer.RootElement.GetProperty("sec1").GetProperty("ok").GetBoolean());
        Assert.Contains("ParseECPrivateKey", answer.RootElement.GetProperty("pkcs8").GetProperty("text").GetString(),
            StringComparison.Ordinal);
        Assert.False(answer.RootElement.GetProperty("pkcs1").GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task A_verdict_is_timed()
    {
        var made = session.NewGenerator(7).Make(0, []);

        using var answer = JsonDocument.Parse(await session.Newest.AskAsync(made.ToJson("bench", 20)));

        // How long each took is the machine's affair: twenty verdicts take more than a microsecond.
        Assert.True(answer.RootElement.GetProperty("withParsing").GetInt64() > 1000);
        Assert.True(answer.RootElement.GetProperty("withoutParsing").GetInt64() > 1000);
    }

    [Fact]
    public async Task What_is_no_question_is_said_to_be_none()
    {
        Assert.Contains("misunderstood", await session.Newest.AskAsync("""{"op":"guess"}"""), StringComparison.Ordinal);
        Assert.Contains("misunderstood", await session.Newest.AskAsync("nonsense"), StringComparison.Ordinal);
    }

    private async Task<JsonDocument> AskAsync(string operation, params (string Name, string Pem)[] texts)
    {
        var fields = texts.Select(text => $"\"{text.Name}\":\"{Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(text.Pem))}\"");
        return JsonDocument.Parse(await session.Newest.AskAsync($$"""{"op":"{{operation}}",{{string.Join(',', fields)}}}"""));
    }
}

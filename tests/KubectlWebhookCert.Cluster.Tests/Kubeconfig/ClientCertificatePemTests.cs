using System.Security.Cryptography.X509Certificates;
using KubectlWebhookCert.Cluster.Kubeconfig;

namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

public sealed class ClientCertificatePemTests : IDisposable
{
    private readonly KubeconfigFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("RSA PKCS#1", "CN=rsa")]
    [InlineData("RSA PKCS#8", "CN=rsa")]
    [InlineData("EC SEC1", "CN=curve")]
    [InlineData("EC PKCS#8", "CN=curve")]
    [InlineData("EC SEC1 after parameters", "CN=curve")]
    [InlineData("PKCS#8 labelled EC", "CN=curve")]
    public async Task Certificate_and_key_are_read_in_every_encoding(string kind, string subject)
    {
        Data(CertificateFor(kind), ClientPem.Key(kind));

        var credential = await folder.CredentialAsync();

        using var certificate = credential.ClientCertificate;
        Assert.Equal(subject, certificate?.Subject);
        Assert.True(certificate?.HasPrivateKey);
        Assert.True(Signs(certificate));
        Assert.Equal("client certificate", credential.ToString());
    }

    [Fact]
    public async Task Files_are_relative_to_the_kubeconfig()
    {
        folder.Home(user: "client-certificate: pki/cert.pem\nclient-key: pki/key.pem");
        folder.Write("home/.kube/pki/cert.pem", ClientPem.CurveCertificate);
        folder.Write("home/.kube/pki/key.pem", ClientPem.Key("EC PKCS#8"));

        Assert.Equal("CN=curve", (await folder.CredentialAsync()).ClientCertificate?.Subject);
    }

    [Fact]
    public async Task Flags_are_relative_to_the_current_directory_and_replace_file_and_data()
    {
        Data(ClientPem.CurveCertificate, ClientPem.Key("EC SEC1"));
        folder.Write("current/cert.pem", ClientPem.RsaCertificate);
        folder.Write("current/key.pem", ClientPem.Key("RSA PKCS#1"));

        var credential = await folder.CredentialAsync(new ConfigOverrides { ClientCertificate = "cert.pem", ClientKey = "key.pem" });

        Assert.Equal("CN=rsa", credential.ClientCertificate?.Subject);
    }

    [Fact]
    public async Task Issuers_after_the_certificate_are_kept_to_be_sent()
    {
        Data($"text before\n{ClientPem.CurveCertificate}\n{ClientPem.RsaCertificate}", ClientPem.Key("EC SEC1"));

        var credential = await folder.CredentialAsync();

        Assert.Equal("CN=curve", credential.ClientCertificate?.Subject);
        Assert.Equal("CN=rsa", Assert.Single(credential.ClientCertificateIssuers).Subject);
        Assert.False(credential.ClientCertificateIssuers[0].HasPrivateKey);
    }

    [Fact]
    public async Task A_token_goes_beside_the_certificate_as_for_kubectl()
    {
        Data(ClientPem.CurveCertificate, ClientPem.Key("EC SEC1"));

        var credential = await folder.CredentialAsync(new ConfigOverrides { Token = "typed" });

        Assert.Equal("typed", credential.Token);
        Assert.Equal("CN=curve", credential.ClientCertificate?.Subject);
    }

    [Fact]
    public async Task A_plugin_is_not_asked_where_there_is_a_certificate()
    {
        folder.Home(user:
            $"""
            client-certificate-data: {ClientPem.Base64(ClientPem.CurveCertificate)}
            client-key-data: {ClientPem.Base64(ClientPem.Key("EC SEC1"))}
            exec: nonsense
            """);

        Assert.NotNull((await folder.CredentialAsync()).ClientCertificate);
    }

    [Fact]
    public async Task The_pair_is_read_once_and_again_when_the_server_refuses_files()
    {
        folder.Home(user: "client-certificate: cert.pem\nclient-key: key.pem");
        folder.Write("home/.kube/cert.pem", ClientPem.CurveCertificate);
        folder.Write("home/.kube/key.pem", ClientPem.Key("EC PKCS#8"));
        var credentials = (await folder.LoadAsync()).Credentials;
        var first = await credentials.GetAsync(TestContext.Current.CancellationToken);
        folder.Write("home/.kube/cert.pem", ClientPem.RsaCertificate);
        folder.Write("home/.kube/key.pem", ClientPem.Key("RSA PKCS#8"));

        Assert.Same(first, await credentials.GetAsync(TestContext.Current.CancellationToken));
        Assert.True(credentials.Refused(first));
        Assert.Equal("CN=rsa", (await credentials.GetAsync(TestContext.Current.CancellationToken)).ClientCertificate?.Subject);
    }

    [Theory]
    [InlineData("curve", "RSA PKCS#8", "the private key in KEY cannot be read as an ECDSA key, which its certificate asks for")]
    [InlineData("rsa", "encrypted", "the private key in KEY is encrypted, which kubectl cannot use either")]
    [InlineData("rsa", "encrypted by OpenSSL", "the private key in KEY is encrypted, which kubectl cannot use either")]
    [InlineData("garbage", "RSA PKCS#8", "the certificate in CERT cannot be parsed")]
    [InlineData("none", "RSA PKCS#8", "CERT holds no PEM certificate")]
    public async Task What_does_not_do_is_named(string certificate, string key, string message)
    {
        Data(
            certificate switch
            {
                "curve" => ClientPem.CurveCertificate,
                "rsa" => ClientPem.RsaCertificate,
                "garbage" => "-----BEGIN CERTIFICATE-----\nZm9v\n-----END CERTIFICATE-----\n",
                _ => "no certificate",
            },
            ClientPem.Key(key));

        var failure = await folder.FailureAsync();

        Assert.Equal(Named(message), failure.Message);
        Assert.NotNull(failure.Hint);
    }

    [Theory]
    [InlineData("no key", "KEY holds no PEM private key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nZm9v\n-----END PRIVATE KEY-----", "the private key in KEY cannot be read as an RSA key, which its certificate asks for")]
    public async Task A_key_that_is_none_is_named(string key, string message)
    {
        Data(ClientPem.RsaCertificate, key);

        Assert.Equal(Named(message), (await folder.FailureAsync()).Message);
    }

    [Fact]
    public async Task A_key_of_another_certificate_of_its_type_is_told()
    {
        using var other = System.Security.Cryptography.RSA.Create(2048);
        Data(ClientPem.RsaCertificate, other.ExportPkcs8PrivateKeyPem());

        Assert.Equal(Named("the private key in KEY does not belong to the certificate in CERT"), (await folder.FailureAsync()).Message);
    }

    private static string CertificateFor(string kind) =>
        kind.StartsWith("RSA", StringComparison.Ordinal) ? ClientPem.RsaCertificate : ClientPem.CurveCertificate;

    private static bool Signs(X509Certificate2? certificate)
    {
        byte[] data = [1, 2, 3];
        using var rsa = certificate?.GetRSAPrivateKey();
        using var curve = certificate?.GetECDsaPrivateKey();
        var name = System.Security.Cryptography.HashAlgorithmName.SHA256;
        return (rsa?.SignData(data, name, System.Security.Cryptography.RSASignaturePadding.Pkcs1) ?? curve?.SignData(data, name)) is { Length: > 0 };
    }

    private string Named(string message) => message
        .Replace("KEY", $"users[main].client-key-data in \"{folder.HomeConfig}\"", StringComparison.Ordinal)
        .Replace("CERT", $"users[main].client-certificate-data in \"{folder.HomeConfig}\"", StringComparison.Ordinal);

    private void Data(string certificate, string key) => folder.Home(user:
        $"""
        client-certificate-data: {ClientPem.Base64(certificate)}
        client-key-data: {ClientPem.Base64(key)}
        """);
}

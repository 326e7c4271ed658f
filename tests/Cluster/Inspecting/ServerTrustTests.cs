namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Whom the kubeconfig trusts, against a server with a certificate of its own.</summary>
public sealed class ServerTrustTests(SharedCluster shared) : KubeconfigTest(shared)
{
    private const string UnknownAuthority = "x509: certificate signed by unknown authority";

    private string Stranger => "certificate-authority-data: " + Base64(Server.Pki.Users.Pem);

    [Fact]
    public async Task Another_CA_does_not_do() =>
        Plugin.MustFail(await RunAsync([Address, Stranger], [Token]), UnknownAuthority);

    [Fact]
    public async Task The_systems_CAs_do_not_do() =>
        Plugin.MustFail(await RunAsync([Address], [Token]), UnknownAuthority);

    [Fact]
    public async Task A_CA_among_others_does() => MustHaveRead(await RunAsync(
        [Address, "certificate-authority-data: " + Base64(Server.Pki.Users.Pem + Server.Pki.Server.Pem)], [Token]));

    [Fact]
    public async Task A_CA_may_be_in_a_file() => MustHaveRead(await RunAsync(
        [Address, "certificate-authority: " + Folder.Write("ca.crt", Server.Pki.Server.Pem)], [Token]));

    [Fact]
    public async Task A_server_name_of_the_certificate_does() =>
        MustHaveRead(await RunAsync([Address, Authority, "tls-server-name: kubernetes.default.svc"], [Token]));

    [Fact]
    public async Task Another_server_name_does_not()
    {
        var result = await RunAsync([Address, Authority, "tls-server-name: wrong.example.org"], [Token]);

        Plugin.MustFail(result, "x509: certificate is valid for", "not wrong.example.org");
        Assert.Contains("hint: use --tls-server-name localhost", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_the_certificate_does_not_have_does_not_do()
    {
        var address = Address.Replace("127.0.0.1", "127.0.0.2", StringComparison.Ordinal);

        var result = await RunAsync([address, Authority], [Token]);

        // The server listens on 127.0.0.1 alone; a machine may route it there all the same.
        Plugin.MustFail(result);
        Assert.Contains("127.0.0.2", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_verification_any_certificate_does()
    {
        MustHaveRead(await RunAsync([Address, "insecure-skip-tls-verify: true"], [Token]));
        MustHaveRead(await RunAsync([Address], [Token], "--insecure-skip-tls-verify"));
        MustHaveRead(await RunAsync([Address], [Token], "--insecure-skip-tls-verify=true"));
    }

    [Fact]
    public async Task Verification_can_be_asked_for_again() => Plugin.MustFail(
        await RunAsync([Address, "insecure-skip-tls-verify: true"], [Token], "--insecure-skip-tls-verify=false"), UnknownAuthority);

    [Theory]
    [InlineData("no certificate at all")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    [InlineData("")]
    public async Task A_CA_that_is_none_is_one_error(string pem) => Plugin.MustFail(
        await RunAsync([Address, "certificate-authority: " + Folder.Write("ca.crt", pem)], [Token]));

    [Fact]
    public async Task Http_to_an_https_port_is_one_error() => Plugin.MustFail(
        await RunAsync([Address.Replace("https://", "http://", StringComparison.Ordinal)], [Token]));
}

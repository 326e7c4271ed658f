using System.Text;
using KubectlWebhookCert.Cluster.Kubeconfig;

namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

public sealed class ClusterSettingsTests : IDisposable
{
    private static readonly string Ca = ClientPem.RsaCertificate;

    private readonly KubeconfigFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_field_of_a_cluster_is_read()
    {
        folder.Home(
            $"""
            tls-server-name: kubernetes.default
            proxy-url: socks5://proxy.example.com:1080
            disable-compression: true
            certificate-authority-data: {ClientPem.Base64(Ca)}
            """,
            server: "https://rancher.example.com/k8s/clusters/c-1?x=1#y");

        var config = await folder.LoadAsync();

        Assert.Equal("https://rancher.example.com/k8s/clusters/c-1", config.Server.ToString());
        Assert.Equal("kubernetes.default", config.TlsServerName);
        Assert.Equal("socks5://proxy.example.com:1080/", config.ProxyUrl?.ToString());
        Assert.True(config.DisableCompression);
        Assert.False(config.InsecureSkipTlsVerify);
        Assert.Equal(Ca, Encoding.UTF8.GetString(config.CertificateAuthority.Span));
    }

    [Fact]
    public async Task The_defaults_verify_the_server_by_the_systems_roots()
    {
        folder.Home();

        var config = await folder.LoadAsync();

        Assert.True(config.CertificateAuthority.IsEmpty);
        Assert.False(config.InsecureSkipTlsVerify);
        Assert.False(config.DisableCompression);
        Assert.Null(config.TlsServerName);
        Assert.Null(config.ProxyUrl);
        Assert.Null(config.Impersonate);
    }

    [Theory]
    [InlineData("ca.crt")]
    [InlineData("sub/../ca.crt")]
    public async Task A_certificate_authority_file_is_relative_to_the_kubeconfig(string file)
    {
        folder.Home($"certificate-authority: {file}");
        folder.Write("home/.kube/ca.crt", Ca);

        Assert.Equal(Ca, Encoding.UTF8.GetString((await folder.LoadAsync()).CertificateAuthority.Span));
    }

    [Fact]
    public async Task A_certificate_authority_flag_is_relative_to_the_current_directory_and_turns_insecure_off()
    {
        folder.Home("insecure-skip-tls-verify: true");
        folder.Write("current/ca.crt", Ca);

        var config = await folder.LoadAsync(new ConfigOverrides { CertificateAuthority = "ca.crt" });

        Assert.False(config.InsecureSkipTlsVerify);
        Assert.Equal(Ca, Encoding.UTF8.GetString(config.CertificateAuthority.Span));
    }

    [Theory]
    [InlineData(true, false, null, true)]
    [InlineData(true, false, false, false)] // client-go cannot tell this from no flag
    [InlineData(false, true, null, false)]
    [InlineData(false, true, true, true)] // the flag clears the certificate authority
    [InlineData(false, false, true, true)]
    public async Task The_insecure_flag_stands_over_the_kubeconfig(bool inFile, bool withAuthority, bool? flag, bool expected)
    {
        folder.Home(inFile ? "insecure-skip-tls-verify: true" : withAuthority ? $"certificate-authority-data: {ClientPem.Base64(Ca)}" : string.Empty);

        var config = await folder.LoadAsync(new ConfigOverrides { InsecureSkipTlsVerify = flag });

        Assert.Equal(expected, config.InsecureSkipTlsVerify);
        Assert.Equal(withAuthority && !expected, !config.CertificateAuthority.IsEmpty);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_certificate_authority_and_insecure_do_not_go_together(bool inFile, bool byFlags)
    {
        folder.Write("current/ca.crt", Ca);
        folder.Home(inFile ? $"insecure-skip-tls-verify: true\ncertificate-authority-data: {ClientPem.Base64(Ca)}" : string.Empty);

        var failure = await folder.FailureAsync(
            byFlags ? new ConfigOverrides { InsecureSkipTlsVerify = true, CertificateAuthority = "ca.crt" } : null);

        Assert.Equal("specifying a root certificates file with the insecure flag is not allowed", failure.Message);
        Assert.NotNull(failure.Hint);
    }

    [Theory]
    [InlineData(null, null, "in-file")]
    [InlineData(null, "typed", "typed")]
    [InlineData("https://other.example.com", null, null)] // the name belongs to the kubeconfig's server
    [InlineData("https://other.example.com", "typed", "typed")]
    public async Task A_server_flag_drops_the_kubeconfigs_server_name(string? server, string? name, string? expected)
    {
        folder.Home("tls-server-name: in-file");

        var config = await folder.LoadAsync(new ConfigOverrides { Server = server, TlsServerName = name });

        Assert.Equal(expected, config.TlsServerName);
        Assert.Equal(server is null ? "api.example.com" : "other.example.com", config.Server.Host);
    }

    [Theory]
    [InlineData("disable-compression: true", null, true)]
    [InlineData("disable-compression: true", false, false)]
    [InlineData("disable-compression: false", true, true)]
    public async Task The_compression_flag_stands_over_the_kubeconfig(string field, bool? flag, bool expected)
    {
        folder.Home(field);

        Assert.Equal(expected, (await folder.LoadAsync(new ConfigOverrides { DisableCompression = flag })).DisableCompression);
    }

    [Theory]
    [InlineData("certificate-authority-data: '%%%'", "clusters[main].certificate-authority-data in HOME is not valid base64")]
    [InlineData("certificate-authority-data: Zm9v", "unable to load root certificates: clusters[main].certificate-authority-data in HOME holds no PEM certificate")]
    [InlineData("certificate-authority: gone.crt", "cannot read clusters[main].certificate-authority \"KUBE/gone.crt\": no such file")]
    [InlineData("certificate-authority: ../.kube", "cannot read clusters[main].certificate-authority \"KUBE\": is a directory")]
    [InlineData("certificate-authority: x\ncertificate-authority-data: Zm9v", "clusters[main].certificate-authority in HOME and certificate-authority-data are both specified, only one is allowed")]
    [InlineData("proxy-url: ftp://proxy.example.com", "clusters[main].proxy-url in HOME has the unsupported scheme \"ftp\", must be http, https, or socks5")]
    [InlineData("proxy-url: proxy.example.com", "clusters[main].proxy-url in HOME is not a URL")]
    [InlineData("insecure-skip-tls-verify: 'true'", "clusters[main].insecure-skip-tls-verify in HOME must be true or false")]
    [InlineData("tls-server-name: 12", "clusters[main].tls-server-name in HOME must be a string")]
    [InlineData("extensions: {}", "clusters[main].extensions in HOME must be a list")]
    [InlineData("extensions: [a]", "clusters[main].extensions in HOME must be a list of mappings")]
    public async Task A_field_that_makes_no_sense_is_named_with_its_file(string field, string message)
    {
        folder.Home(field);

        var failure = await folder.FailureAsync();

        Assert.Equal(
            message.Replace("HOME", $"\"{folder.HomeConfig}\"", StringComparison.Ordinal)
                .Replace("KUBE", Path.GetDirectoryName(folder.HomeConfig), StringComparison.Ordinal),
            failure.Message);
        Assert.NotNull(failure.Hint);
    }
}

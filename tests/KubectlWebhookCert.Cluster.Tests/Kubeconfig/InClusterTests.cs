using System.Text;
using KubectlWebhookCert.Cluster.Kubeconfig;

namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

public sealed class InClusterTests : IDisposable
{
    private readonly KubeconfigFolder folder = new();

    public InClusterTests()
    {
        folder.Variables["KUBERNETES_SERVICE_HOST"] = "10.96.0.1";
        folder.Variables["KUBERNETES_SERVICE_PORT"] = "443";
        folder.Write("serviceaccount/token", "pod-token\n");
        folder.Write("serviceaccount/ca.crt", ClientPem.CurveCertificate);
        folder.Write("serviceaccount/namespace", "shop\n");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_pod_uses_its_service_account()
    {
        var config = await folder.LoadAsync();

        Assert.Equal("https://10.96.0.1/", config.Server.ToString());
        Assert.Equal("in-cluster", config.Source);
        Assert.Equal("shop", config.Namespace);
        Assert.Equal(ClientPem.CurveCertificate, Encoding.UTF8.GetString(config.CertificateAuthority.Span));
        Assert.Equal("pod-token", (await config.Credentials.GetAsync(TestContext.Current.CancellationToken)).Token);
    }

    [Fact]
    public async Task An_ipv6_address_is_put_in_brackets()
    {
        folder.Variables["KUBERNETES_SERVICE_HOST"] = "fd00::1";
        folder.Variables["KUBERNETES_SERVICE_PORT"] = "6443";

        Assert.Equal("https://[fd00::1]:6443/", (await folder.LoadAsync()).Server.ToString());
    }

    [Fact]
    public async Task A_kubeconfig_with_a_context_goes_before_the_service_account_but_takes_its_namespace()
    {
        folder.Home(user: "token: mine");

        var config = await folder.LoadAsync();

        Assert.Equal("main", config.Source);
        Assert.Equal("mine", (await config.Credentials.GetAsync(TestContext.Current.CancellationToken)).Token);
        Assert.Equal("shop", config.Namespace);
    }

    [Fact]
    public async Task A_kubeconfig_without_a_choice_does_not_stand_in_the_way()
    {
        folder.Write("home/.kube/config", "apiVersion: v1\nkind: Config\n");

        Assert.Equal("in-cluster", (await folder.LoadAsync()).Source);
    }

    [Fact]
    public async Task The_service_accounts_token_goes_to_no_other_server()
    {
        var config = await folder.LoadAsync(new ConfigOverrides { Server = "https://other.example.com" });

        Assert.Equal("command line", config.Source);
        Assert.Equal(Credential.None, await config.Credentials.GetAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Flags_stand_over_the_service_account()
    {
        var config = await folder.LoadAsync(
            new ConfigOverrides { Token = "typed", As = "bob", InsecureSkipTlsVerify = true, Namespace = "other" });

        Assert.Equal("in-cluster", config.Source);
        Assert.Equal("typed", (await config.Credentials.GetAsync(TestContext.Current.CancellationToken)).Token);
        Assert.Equal("bob", config.Impersonate?.User);
        Assert.True(config.InsecureSkipTlsVerify);
        Assert.True(config.CertificateAuthority.IsEmpty);
        Assert.Equal("other", config.Namespace);
    }

    [Theory]
    [InlineData("named", "file", "named")]
    [InlineData(null, " \n", "default")]
    [InlineData(null, null, "default")]
    public async Task The_namespace_is_the_variables_or_the_files(string? variable, string? file, string expected)
    {
        if (variable is not null)
        {
            folder.Variables["POD_NAMESPACE"] = variable;
        }

        File.Delete(folder.At("serviceaccount/namespace"));
        if (file is not null)
        {
            folder.Write("serviceaccount/namespace", file);
        }

        Assert.Equal(expected, (await folder.LoadAsync()).Namespace);
    }

    [Theory]
    [InlineData("KUBERNETES_SERVICE_HOST")]
    [InlineData("KUBERNETES_SERVICE_PORT")]
    public async Task Without_its_variables_it_is_no_pod(string variable)
    {
        folder.Variables.Remove(variable);

        var failure = await folder.FailureAsync();

        Assert.Equal($"no kubeconfig: \"{folder.HomeConfig}\" not found, and this is not a pod with a service account", failure.Message);
    }

    [Fact]
    public async Task Without_a_token_it_is_no_pod()
    {
        File.Delete(folder.At("serviceaccount/token"));

        Assert.StartsWith("no kubeconfig: ", (await folder.FailureAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_ca_file_the_systems_roots_count()
    {
        File.Delete(folder.At("serviceaccount/ca.crt"));

        Assert.True((await folder.LoadAsync()).CertificateAuthority.IsEmpty);
    }
}

using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

/// <summary>Whatever is wrong, and whatever is printed: no secret in it.</summary>
[Collection(PluginScript.Collection)]
public sealed class SecrecyTests : IDisposable
{
    private const string Secret = "s3cr3t-Zm9vYmFy";

    private readonly KubeconfigFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("token: s3cr3t-Zm9vYmFy")]
    [InlineData("username: ann\npassword: s3cr3t-Zm9vYmFy")]
    [InlineData("tokenFile: token")]
    public async Task Nothing_that_holds_a_secret_prints_it(string user)
    {
        folder.Home($"proxy-url: http://ann:{Secret}@proxy.example.com", user, server: $"https://ann:{Secret}@api.example.com");
        folder.Write("home/.kube/token", Secret);

        var config = await folder.LoadAsync();
        var credential = await config.Credentials.GetAsync(TestContext.Current.CancellationToken);
        var overrides = new ConfigOverrides { Token = Secret, Password = Secret };

        Assert.Contains(Secret, new[] { credential.Token, credential.Password });
        Assert.All(
            new object[] { config, credential, overrides, config.Server, config.Credentials },
            printed => Assert.DoesNotContain(Secret, $"{printed}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "token: [s3cr3t-Zm9vYmFy]")]
    [InlineData("", "token: \"s3cr3t-Zm9vYmFy s3cr3t-Zm9vYmFy\"")]
    [InlineData("", "token: a\nusername: s3cr3t-Zm9vYmFy\npassword: s3cr3t-Zm9vYmFy")]
    [InlineData("", "token: a\n token: s3cr3t-Zm9vYmFy")] // bad YAML
    [InlineData("", "token: s3cr3t-Zm9vYmFy\ntoken: s3cr3t-Zm9vYmFy")]
    [InlineData("", "token: \"s3cr3t-Zm9vYmFy\\x\"")]
    [InlineData("", "client-key-data: s3cr3t-Zm9vYmFy%\nclient-certificate: c")]
    [InlineData("", "client-key-data: czNjcjN0LVptOXZZbUZ5\nclient-certificate: cert.pem")]
    [InlineData("", "tokenFile: broken")]
    [InlineData("", "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: gone, args: [s3cr3t-Zm9vYmFy]}")]
    [InlineData("", "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: 'false', args: [s3cr3t-Zm9vYmFy], env: [{name: A, value: s3cr3t-Zm9vYmFy}]}")]
    [InlineData("", "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: echo, args: [s3cr3t-Zm9vYmFy]}")]
    [InlineData("", "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: echo, args: ['{\"kind\": s3cr3t-Zm9vYmFy']}")]
    [InlineData("proxy-url: ftp://ann:s3cr3t-Zm9vYmFy@proxy", "token: a")]
    [InlineData("proxy-url: ann:s3cr3t-Zm9vYmFy@proxy", "token: a")]
    [InlineData("server: 'https://ann:s3cr3t-Zm9vYmFy@a b'", "token: a")]
    public async Task No_error_shows_a_secret(string cluster, string user)
    {
        folder.Write("home/.kube/cert.pem", ClientPem.RsaCertificate);
        folder.Write("home/.kube/broken", $"{Secret}\n{Secret}");
        if (cluster.StartsWith("server", StringComparison.Ordinal))
        {
            folder.Home(string.Empty, user, server: cluster["server: ".Length..]);
        }
        else
        {
            folder.Home(cluster, user);
        }

        for (Exception? failure = await folder.FailureAsync(); failure is not null; failure = failure.InnerException)
        {
            Assert.DoesNotContain(Secret, $"{failure} {(failure as WebhookCertException)?.Hint}", StringComparison.Ordinal);
        }
    }
}

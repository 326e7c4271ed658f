using System.Text.Json;

namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

[Collection(PluginScript.Collection)]
public sealed class ExecCredentialTests : IDisposable
{
    private readonly KubeconfigFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(PluginScript.V1)]
    [InlineData(PluginScript.Beta)]
    public async Task A_plugin_gives_a_token(string version)
    {
        folder.Plugin(PluginScript.Print(version, "plugin-token"), version);

        var credential = await folder.CredentialAsync();

        Assert.Equal("plugin-token", credential.Token);
        Assert.Null(credential.ClientCertificate);
    }

    [Fact]
    public async Task A_plugin_gives_a_certificate_and_key()
    {
        var answer = JsonSerializer.Serialize(ClientPem.CurveCertificate, TestJson.Default.String);
        var key = JsonSerializer.Serialize(ClientPem.Key("EC SEC1"), TestJson.Default.String);
        folder.Write(
            "answer",
            $$$"""{"kind":"ExecCredential","apiVersion":"{{{PluginScript.V1}}}","status":{"clientCertificateData":{{{answer}}},"clientKeyData":{{{key}}}}}""");
        folder.Plugin($"cat '{folder.At("answer")}'");

        var credential = await folder.CredentialAsync();

        Assert.Null(credential.Token);
        Assert.Equal("CN=curve", credential.ClientCertificate?.Subject);
        Assert.True(credential.ClientCertificate?.HasPrivateKey);
    }

    [Theory]
    [InlineData("exit 3", "exec: executable COMMAND of user \"main\" failed with exit code 3")]
    [InlineData("echo '{\"token\": \"s3cr3t'", "exec plugin \"COMMAND\" of user \"main\" printed something other than an ExecCredential in JSON")]
    [InlineData("true", "exec plugin \"COMMAND\" of user \"main\" printed something other than an ExecCredential in JSON")]
    [InlineData("echo '\"s3cr3t\"'", "exec plugin \"COMMAND\" of user \"main\" printed something other than an ExecCredential")]
    [InlineData("echo '{\"kind\":\"Status\"}'", "exec plugin \"COMMAND\" of user \"main\" printed something other than an ExecCredential")]
    [InlineData("echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"s3cr3t\"}'", "exec plugin \"COMMAND\" of user \"main\" is configured to use API version client.authentication.k8s.io/v1, but returned version another one")]
    [InlineData("PRINT-BETA", "exec plugin \"COMMAND\" of user \"main\" is configured to use API version client.authentication.k8s.io/v1, but returned version client.authentication.k8s.io/v1beta1")]
    [InlineData("STATUS null", "exec plugin \"COMMAND\" of user \"main\" did not return a status field")]
    [InlineData("STATUS {}", "exec plugin \"COMMAND\" of user \"main\" did not return a token or cert/key pair")]
    [InlineData("STATUS {\"clientKeyData\":\"s3cr3t\"}", "exec plugin \"COMMAND\" of user \"main\" returned only certificate or key, not both")]
    [InlineData("STATUS {\"clientKeyData\":\"s3cr3t\",\"clientCertificateData\":\"x\"}", "clientCertificateData of exec plugin \"COMMAND\" holds no PEM certificate")]
    [InlineData("STATUS {\"token\":\"s3cr3t s3cr3t\"}", "the token that exec plugin \"COMMAND\" returned is no bearer token: it has blanks, line breaks or other than ASCII characters in it")]
    [InlineData("STATUS {\"token\":5}", "exec plugin \"COMMAND\" of user \"main\" returned a token that is not a string")]
    [InlineData("STATUS {\"token\":\"\\ud800\"}", "exec plugin \"COMMAND\" of user \"main\" printed something other than an ExecCredential in JSON")]
    [InlineData("STATUS {\"token\":\"s3cr3t\",\"expirationTimestamp\":\"soon\"}", "exec plugin \"COMMAND\" of user \"main\" returned an expirationTimestamp that is not an RFC 3339 time")]
    [InlineData("head -c 5000000 /dev/zero", "exec plugin \"COMMAND\" of user \"main\" printed more than 4 MiB")]
    public async Task A_plugin_that_fails_is_named_and_its_output_never_shown(string body, string message)
    {
        folder.Plugin(body switch
        {
            "PRINT-BETA" => PluginScript.Print(PluginScript.Beta),
            _ when body.StartsWith("STATUS ", StringComparison.Ordinal) =>
                $$$"""printf '%s' '{"kind":"ExecCredential","apiVersion":"{{{PluginScript.V1}}}","status":{{{body[7..]}}}}'""",
            _ => body,
        });

        var failure = await folder.FailureAsync();

        Assert.Equal(message.Replace("COMMAND", folder.At("home/.kube/plugin"), StringComparison.Ordinal), failure.Message);
        Assert.False(string.IsNullOrEmpty(failure.Hint));
        Assert.DoesNotContain("s3cr3t", failure.ToString(), StringComparison.Ordinal);
    }
}

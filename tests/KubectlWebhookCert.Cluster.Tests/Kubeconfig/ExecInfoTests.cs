using System.Text.Json;

namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

[Collection(PluginScript.Collection)]
public sealed class ExecInfoTests : IDisposable
{
    private readonly KubeconfigFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("interactiveMode: Never", true, false)]
    [InlineData("interactiveMode: IfAvailable", true, true)]
    [InlineData("interactiveMode: IfAvailable", false, false)]
    [InlineData("interactiveMode: Always", true, true)]
    public async Task A_plugin_is_told_whether_it_may_ask(string mode, bool terminal, bool expected)
    {
        folder.StandardInputIsTerminal = terminal;
        folder.Plugin($"""printf '%s' "$KUBERNETES_EXEC_INFO" >'{folder.At("seen")}'; {PluginScript.Print()}""", more: mode);

        await folder.CredentialAsync();

        Assert.Equal(
            $$$"""{"kind":"ExecCredential","apiVersion":"{{{PluginScript.V1}}}","spec":{"interactive":{{{(expected ? "true" : "false")}}}}}""",
            await folder.SeenAsync());
    }

    [Fact]
    public async Task A_plugin_that_may_not_ask_finds_its_input_at_an_end()
    {
        folder.Plugin($"""cat >'{folder.At("seen")}'; {PluginScript.Print()}""");

        await folder.CredentialAsync();

        Assert.Empty(await folder.SeenAsync());
    }

    [Fact]
    public async Task A_plugin_that_has_to_ask_needs_a_terminal()
    {
        folder.Plugin($"touch '{folder.At("seen")}'", more: "interactiveMode: Always");

        var failure = await folder.FailureAsync();

        Assert.EndsWith("needs to ask, and standard input is not a terminal", failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.At("seen")));
    }

    [Fact]
    public async Task A_plugin_that_asks_for_it_is_told_the_cluster()
    {
        folder.Script("home/.kube/plugin", $"""printf '%s' "$KUBERNETES_EXEC_INFO" >'{folder.At("seen")}'; {PluginScript.Print()}""");
        folder.Home(
            $$$"""
            tls-server-name: name
            proxy-url: http://proxy.example.com:3128
            disable-compression: true
            certificate-authority-data: {{{ClientPem.Base64(ClientPem.CurveCertificate)}}}
            extensions:
            - {name: other, extension: {x: 1}}
            - {name: client.authentication.k8s.io/exec, extension: {audience: shop, list: [1, true]}}
            """,
            PluginScript.Entry("./plugin", PluginScript.V1, "interactiveMode: Never\nprovideClusterInfo: true"));

        await folder.CredentialAsync();

        using var seen = JsonDocument.Parse(await folder.SeenAsync());
        var cluster = seen.RootElement.GetProperty("spec").GetProperty("cluster");
        Assert.Equal("https://api.example.com:6443", cluster.GetProperty("server").GetString());
        Assert.Equal("name", cluster.GetProperty("tls-server-name").GetString());
        Assert.Equal("http://proxy.example.com:3128", cluster.GetProperty("proxy-url").GetString());
        Assert.True(cluster.GetProperty("disable-compression").GetBoolean());
        Assert.False(cluster.TryGetProperty("insecure-skip-tls-verify", out _));
        Assert.Equal(ClientPem.Base64(ClientPem.CurveCertificate), cluster.GetProperty("certificate-authority-data").GetString());
        Assert.Equal("""{"audience":"shop","list":[1,true]}""", cluster.GetProperty("config").GetRawText());
    }
}

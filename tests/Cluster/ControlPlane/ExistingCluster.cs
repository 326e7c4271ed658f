using System.Text;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// The cluster of TEST_KUBECONFIG (kind, say). Spoken to through `kubectl proxy`, so that every way to log in works without
/// a line of ours.
/// </summary>
public sealed class ExistingCluster : TestCluster
{
    private readonly PrivateFolder folder = new();
    private readonly string adminKubeconfig;
    private string accountNamespace = "";
    private GuardedProcess? proxy;
    private ApiClient? admin;
    private ObjectMaker? maker;
    private KubeconfigFile? anonymous;

    private ExistingCluster(string adminKubeconfig) => this.adminKubeconfig = adminKubeconfig;

    public override ApiClient Admin => admin ?? throw new InvalidOperationException("not connected");

    public override KubeconfigFile Anonymous => anonymous ?? throw new InvalidOperationException("not connected");

    public override PrivateFolder Folder => folder;

    public override string AdminKubeconfig => adminKubeconfig;

    public override string RestrictedKubeconfig => folder.PathOf("restricted.kubeconfig");

    public override string RestrictedUser => $"system:serviceaccount:{accountNamespace}:restricted";

    public static async Task<ExistingCluster> ConnectAsync(string kubeconfig, CancellationToken cancellationToken)
    {
        var cluster = new ExistingCluster(kubeconfig);
        try
        {
            await cluster.ConnectAsync(cancellationToken);
            return cluster;
        }
        catch
        {
            cluster.folder.KeepLogs();
            await cluster.DisposeAsync();
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (maker is not null)
        {
            await maker.DisposeAsync();
        }
        admin?.Dispose();
        if (proxy is not null)
        {
            await proxy.DisposeAsync();
        }
        folder.Dispose();
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var port = LoopbackPort.Free();
        proxy = await GuardedProcess.StartAsync(
            Path.Combine(folder.Logs, "kubectl-proxy.log"),
            "kubectl",
            ["--kubeconfig", adminKubeconfig, "proxy", $"--port={port}"],
            cancellationToken);
        admin = ApiClient.Plain(new UriBuilder("http", "127.0.0.1", port).Uri);
        await Startup.UntilReadyAsync("kubectl proxy", proxy, AnswersAsync, cancellationToken);
        anonymous = await ReadConnectionAsync(cancellationToken);

        maker = new ObjectMaker(admin);
        accountNamespace = await maker.NamespaceAsync(cancellationToken);
        var token = await maker.ServiceAccountTokenAsync(accountNamespace, "restricted", cancellationToken);
        folder.Write("restricted.kubeconfig", (anonymous with { Token = token }).ToYaml());
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Admin.SendAsync(HttpMethod.Get, "/version", null, cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<KubeconfigFile> ReadConnectionAsync(CancellationToken cancellationToken)
    {
        string[] view = ["--kubeconfig", adminKubeconfig, "config", "view", "--raw", "--minify", "--flatten", "-o", "json"];
        var printed = await new ProgramCall("kubectl", view).RunAsync(cancellationToken);
        if (printed.ExitCode != 0 || JsonNode.Parse(printed.Output)?["clusters"]?[0]?["cluster"] is not JsonObject cluster)
        {
            throw new InvalidOperationException($"kubectl cannot read {adminKubeconfig}: {printed.Error}");
        }
        var authority = (string?)cluster["certificate-authority-data"];
        return new KubeconfigFile(new Uri((string?)cluster["server"] ?? ""))
        {
            AuthorityPem = authority is null ? null : Encoding.ASCII.GetString(Convert.FromBase64String(authority)),
            TlsServerName = (string?)cluster["tls-server-name"],
        };
    }
}

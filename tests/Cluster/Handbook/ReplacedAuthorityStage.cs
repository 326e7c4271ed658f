using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What the handbook's commands meet where the API server's CA was replaced: a kubeconfig and a ConfigMap, web/clients, that trust the old one.</summary>
internal sealed class ReplacedAuthorityStage : IAsyncDisposable
{
    private readonly TestCertificates renewed;
    private readonly ApiServerReplica server;

    private ReplacedAuthorityStage(TestCertificates renewed, ApiServerReplica server, string kubeconfig)
    {
        this.renewed = renewed;
        this.server = server;
        Kubeconfig = kubeconfig;
    }

    /// <summary>Its text.</summary>
    public string Kubeconfig { get; }

    public static async Task<ReplacedAuthorityStage> MakeAsync(ControlPlane control, ObjectMaker make, CancellationToken cancellationToken)
    {
        var old = control.Pki.Server;
        var renewed = new TestCertificates(old.Authority.Subject["CN=".Length..]);
        var server = await control.AnotherServerAsync(renewed, sendsAuthority: true, cancellationToken);
        var space = await make.NamespaceAsync("web", cancellationToken);
        var clients = new JsonObject { ["metadata"] = new JsonObject { ["name"] = "clients" }, ["data"] = new JsonObject { ["ca.crt"] = old.Pem } };
        await control.Admin.CreateAsync($"/api/v1/namespaces/{space}/configmaps", clients.ToJsonString(), cancellationToken);
        var kubeconfig = new KubeconfigFile(server.Server) { AuthorityPem = old.Pem, Token = control.AdminToken };
        return new ReplacedAuthorityStage(renewed, server, kubeconfig.ToYaml());
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        renewed.Dispose();
    }
}

using System.Net;
using System.Net.Security;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// Stands before the API server and does to chosen writes what networks and servers do: refusals, delays, broken connections; or calls the
/// test at that point. Reads, watches and upgraded connections pass as they are.
/// </summary>
/// <remarks>
/// A request with a bearer token is passed on under it, any other under the administrator's client certificate. A write may have several
/// faults: those before it are met in the order in which they were asked for, then those after it.
/// </remarks>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly ControlPlane control;
    private readonly TestCertificate administrator;
    private readonly TlsListener listener;
    private readonly WritePlan plan = new();

    public FaultProxy(ControlPlane control)
    {
        this.control = control;
        administrator = control.Pki.Users.IssueClient("test-admin", "system:masters");
        listener = new TlsListener(
            new IPEndPoint(IPAddress.Loopback, 0),
            Authority.Issue(new LeafProfile(["127.0.0.1"]) { NotBefore = LongAgo, NotAfter = Authority.Authority.NotAfter }),
            asksForClientCertificate: false,
            ServeAsync);
        Kubeconfig = Write(Connection with { ClientCertificatePem = administrator.ChainPem, ClientKeyPem = administrator.KeyPem });
    }

    /// <summary>Signs the proxy's certificate, and nothing else does.</summary>
    public TestCertificates Authority { get; } = new("fault proxy CA", LongAgo, DateTimeOffset.UtcNow.AddDays(1));

    public Uri Server => new UriBuilder("https", "127.0.0.1", listener.Address.Port).Uri;

    /// <summary>Path of a kubeconfig of the administrator that leads to this proxy.</summary>
    public string Kubeconfig { get; }

    /// <summary>Every write so far, whatever became of it.</summary>
    public IReadOnlyList<ProxiedWrite> Writes => plan.Writes;

    // clients with a wrong clock connect, too
    private static DateTimeOffset LongAgo => DateTimeOffset.UtcNow.AddHours(-1);

    private KubeconfigFile Connection => new(Server) { AuthorityPem = Authority.Pem };

    /// <summary>Path of a kubeconfig that leads to this proxy with a token.</summary>
    public string KubeconfigOf(string token) => Write(Connection with { Token = token });

    /// <summary>The write of this number, from 1.</summary>
    public void On(int number, WriteFault fault) => OnEvery(write => write.Number == number, fault);

    /// <summary>The next write that is chosen.</summary>
    public void OnNext(Func<ProxiedWrite, bool> isChosen, WriteFault fault) => plan.Add(isChosen, 1, fault);

    /// <summary>Every write that is chosen, from now on.</summary>
    public void OnEvery(Func<ProxiedWrite, bool> isChosen, WriteFault fault) => plan.Add(isChosen, int.MaxValue, fault);

    /// <summary>Breaks every connection, watches and port-forwards too.</summary>
    public void DropConnections() => listener.DropConnections();

    /// <exception cref="AggregateException">A call of the test threw.</exception>
    public async ValueTask DisposeAsync()
    {
        await listener.DisposeAsync();
        Authority.Dispose();
        if (plan.Failures.Count > 0)
        {
            throw new AggregateException("a call at a write failed", plan.Failures);
        }
    }

    private async Task ServeAsync(SslStream stream, CancellationToken cancellationToken)
    {
        await using var connection = new ProxiedConnection(new HttpPeer(stream), plan, ConnectAsync);
        await connection.RunAsync(cancellationToken);
    }

    private Task<ApiServerConnection> ConnectAsync(bool asAdministrator, CancellationToken cancellationToken) =>
        ApiServerConnection.OpenAsync(
            control.Anonymous.Server, control.Pki.Server, asAdministrator ? administrator : null, cancellationToken);

    private string Write(KubeconfigFile kubeconfig) =>
        control.Folder.Write(FreshName.With("fault-proxy") + ".kubeconfig", kubeconfig.ToYaml());
}

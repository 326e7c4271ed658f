using System.Text;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A test of one way to connect: with credentials of our own control plane, in files of its own.</summary>
public abstract class KubeconfigTest(SharedCluster shared) : ClusterTest(shared)
{
    private PrivateFolder? folder;
    private TestCertificate? administrator;

    protected ControlPlane Server => (ControlPlane)Cluster;

    protected PrivateFolder Folder => folder ??= new PrivateFolder();

    /// <summary>A client certificate of an administrator.</summary>
    protected TestCertificate Administrator => administrator ?? throw new InvalidOperationException("the test has not begun");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        administrator = Own("its authorities and tokens").Pki.Users.IssueClient("admin-of-one-test", "system:masters");
    }

    public override async ValueTask DisposeAsync()
    {
        folder?.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected string Address => $"server: {Server.Anonymous.Server.ToString().TrimEnd('/')}";

    protected string Authority => "certificate-authority-data: " + Base64(Server.Pki.Server.Pem);

    protected string Token => "token: " + Server.AdminToken;

    protected string CertificateFile => "client-certificate: " + Folder.Write("user.crt", Administrator.ChainPem);

    protected string KeyFile => "client-key: " + Folder.Write("user.key", Administrator.KeyPem);

    protected static string Base64(string pem) => Convert.ToBase64String(Encoding.ASCII.GetBytes(pem));

    /// <summary>`inspect -o name` with a kubeconfig that trusts the server, for a user.</summary>
    protected Task<ProgramResult> AsAsync(params IReadOnlyList<string> user) => RunAsync([Address, Authority], user);

    /// <summary>`inspect -o name` with a kubeconfig of these lines.</summary>
    protected Task<ProgramResult> RunAsync(IReadOnlyList<string> cluster, IReadOnlyList<string> user, params IReadOnlyList<string> arguments) =>
        Plugin.InspectAsync(Write(new KubeconfigText(cluster, user).ToYaml()), ["-o", "name", .. arguments]);

    protected string Write(string yaml) => Folder.Write(FreshName.With("kubeconfig"), yaml);

    /// <summary>Only who may list configurations gets this far; and the server has APIServices of its own, which are no webhooks.</summary>
    protected static void MustHaveRead(ProgramResult result)
    {
        Plugin.MustBeDone(result);
        Assert.Equal("", result.Error);
    }

    /// <summary>The server knew the user, and refused.</summary>
    protected static void MustHaveBeen(string user, ProgramResult result) => Plugin.MustFail(result, $"User \"{user}\" cannot list");
}

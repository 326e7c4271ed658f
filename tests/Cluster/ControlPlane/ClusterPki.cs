using System.Security.Cryptography;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// The certificates of a control plane. Every purpose has its own authority, so that a mix-up of two cannot pass unseen.
/// </summary>
public sealed class ClusterPki : IDisposable
{
    /// <summary>Signs the API server's serving certificate: what a kubeconfig trusts.</summary>
    public TestCertificates Server { get; } = new("webhook-cert test server CA");

    /// <summary>Signs users' client certificates: CN is the user, O are the groups.</summary>
    public TestCertificates Users { get; } = new("webhook-cert test user CA");

    /// <summary>Signs both ends of the connection from the API server to a kubelet.</summary>
    public TestCertificates Kubelets { get; } = new("webhook-cert test kubelet CA");

    public void Dispose()
    {
        Server.Dispose();
        Users.Dispose();
        Kubelets.Dispose();
    }

    /// <summary>Writes what the API server reads and returns the flags that name the files.</summary>
    internal IReadOnlyList<string> Write(PrivateFolder folder, string tokens)
    {
        var serving = Server.Issue("localhost", "kubernetes", "kubernetes.default.svc", "127.0.0.1");
        var kubeletClient = Kubelets.IssueClient("kube-apiserver", "system:masters");
        using var accounts = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var accountsKey = folder.Write("service-accounts.key", accounts.ExportECPrivateKeyPem());
        return
        [
            "--tls-cert-file=" + folder.Write("server.crt", serving.ChainPem),
            "--tls-private-key-file=" + folder.Write("server.key", serving.KeyPem),
            "--client-ca-file=" + folder.Write("users-ca.crt", Users.Pem),
            "--token-auth-file=" + folder.Write("tokens.csv", tokens),
            "--service-account-issuer=https://kubernetes.default.svc",
            "--service-account-signing-key-file=" + accountsKey,
            "--service-account-key-file=" + accountsKey,
            "--kubelet-certificate-authority=" + folder.Write("kubelets-ca.crt", Kubelets.Pem),
            "--kubelet-client-certificate=" + folder.Write("kubelet-client.crt", kubeletClient.ChainPem),
            "--kubelet-client-key=" + folder.Write("kubelet-client.key", kubeletClient.KeyPem),
        ];
    }
}

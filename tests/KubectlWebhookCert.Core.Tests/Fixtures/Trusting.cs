using System.Text;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Trust;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Tests.Fixtures;

/// <summary>Holders of trust that no cluster is needed for.</summary>
internal static class Trusting
{
    /// <summary>Key <c>ca.crt</c> of ConfigMap <c>web/trust</c>; published in ConfigMap <c>source/ca</c>, or nowhere.</summary>
    public static TrustStore Store(string held, string? published) => new(
        new ObjectRef("ConfigMap", "web", "trust"),
        "ca.crt",
        Bundle(held),
        published is null ? null : new TrustSource(new ObjectRef("ConfigMap", "source", "ca"), "ca-bundle.crt", Bundle(published)),
        null);

    /// <summary>Context <c>main</c> of a kubeconfig whose user shows a certificate.</summary>
    public static TrustStore Kubeconfig(Certificate? client) => new(
        new ObjectRef(TrustStore.KubeconfigKind, null, "/home/me/.kube/config"), "main", Bundle(string.Empty), null, client);

    private static CaBundle Bundle(string text) => CaBundle.Read(Encoding.UTF8.GetBytes(text));
}

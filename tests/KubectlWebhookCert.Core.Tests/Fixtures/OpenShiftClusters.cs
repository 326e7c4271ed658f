using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Tests.Fixtures;

/// <summary>OKD and the copies it keeps of its API server's CAs.</summary>
internal static class OpenShiftClusters
{
    private static readonly DateTimeOffset Installed = new(2021, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The installer's CA of api and api-int.</summary>
    public static Issued OldCa { get; } = Issued.CaOf("OU=openshift, CN=kube-apiserver-lb-signer", 0, Installed, Installed.AddYears(10));

    /// <summary>The one that replaced it: same name, other key.</summary>
    public static Issued NewCa { get; } =
        Issued.CaOf("OU=openshift, CN=kube-apiserver-lb-signer", 1, Installed.AddYears(3), Installed.AddYears(13));

    /// <summary>The CA for localhost, which stays.</summary>
    public static Issued LocalCa { get; } =
        Issued.CaOf("OU=openshift, CN=kube-apiserver-localhost-signer", 2, Installed, Installed.AddYears(10));

    /// <summary>As after OKD 4.15's upgrade: what is published has the new CA, two copies have not, one has.</summary>
    /// <param name="copy">What the copies that stayed behind hold; null: the old CA.</param>
    public static FakeCluster ReplacedCa(string? copy = null)
    {
        var behind = copy ?? (OldCa.Pem + LocalCa.Pem);
        return new FakeCluster(
            Make.ApiService("v1", "route.openshift.io", "openshift-apiserver/api"),
            Make.ConfigMap("openshift-config-managed", "kube-apiserver-server-ca", ("ca-bundle.crt", NewCa.Pem + LocalCa.Pem)),
            Make.ConfigMap("openshift-kube-apiserver-operator", "loadbalancer-serving-ca", ("ca-bundle.crt", OldCa.Pem + NewCa.Pem)),
            Make.ConfigMap("openshift-multus", "kube-root-ca.crt", ("ca.crt", behind)),
            Make.ConfigMap("openshift-machine-config-operator", "kubeconfig-data")
                .With(json => json["binaryData"] = new System.Text.Json.Nodes.JsonObject
                {
                    ["ca-bundle.crt"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(behind)),
                }),
            Make.ConfigMap("web", "kube-root-ca.crt", ("ca.crt", NewCa.Pem + LocalCa.Pem + OldCa.Pem)),
            Make.ConfigMap("web", "unrelated", ("ca.crt", behind)));
    }

    /// <summary>How the cluster is read where it is files.</summary>
    public static DiscoveryOptions Files { get; } = DiscoveryOptions.None with { FromFiles = true };
}

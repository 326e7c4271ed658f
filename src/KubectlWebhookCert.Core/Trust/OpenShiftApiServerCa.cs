using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Core.Trust;

/// <summary>The CAs of the API server of OpenShift and OKD: one operator publishes them, others copy them to wherever the server is called from.</summary>
/// <remarks>
/// Source: openshift/cluster-kube-apiserver-operator (targetconfigcontroller, certrotationcontroller) for who publishes;
/// openshift/machine-config-operator (sync.go, certificate_writer.go) for <c>kubeconfig-data</c>; what kube-controller-manager puts into
/// every <c>kube-root-ca.crt</c> there are the same CAs and the default ingress's.
/// </remarks>
internal static class OpenShiftApiServerCa
{
    private const string Bundle = "ca-bundle.crt";

    private static readonly TrustPlace LoadBalancer = new("openshift-kube-apiserver-operator", "loadbalancer-serving-ca", Bundle);

    public static readonly TrustSystem TrustSystem = new(
        [new("openshift-config-managed", "kube-apiserver-server-ca", Bundle), LoadBalancer],
        [
            new("openshift-multus", "kube-root-ca.crt", "ca.crt"),
            new("openshift-machine-config-operator", "kubeconfig-data", Bundle),
            new(null, "kube-root-ca.crt", "ca.crt"),
        ],
        [LoadBalancer], // a kubeconfig is for api and api-int; the other CAs are for localhost and for the Service network
        snapshot => snapshot.All(ResourceTypes.ApiService).Any(service => service.Name.EndsWith(".openshift.io", StringComparison.Ordinal))
            || TargetSelection.Configurations(snapshot, ResourceTypes.WebhookConfigurations)
                .SelectMany(configuration => configuration.Entries)
                .Any(entry => entry.Calls is WebhookCall.ByService call && call.Namespace.StartsWith("openshift-", StringComparison.Ordinal)));
}

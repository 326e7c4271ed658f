using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Republishers;

/// <summary>kube-controller-manager's root CA publisher: one ConfigMap in every namespace, for the pods there to verify the API server with.</summary>
/// <remarks>Source: Kubernetes documentation, "kube-controller-manager", root-ca-certificate-publisher-controller.</remarks>
internal static class RootCaPublisher
{
    private const string ConfigMapName = "kube-root-ca.crt";

    public static RepublisherMark? Recognise(KubernetesObject resource) => resource.Is(ResourceTypes.ConfigMap) && resource.Name == ConfigMapName
        ? new RepublisherMark(
            "kube-controller-manager",
            "it writes a ConfigMap of this name into every namespace",
            IsOpenShift(resource)
                ? "see why kube-controller-manager's operator does not give it the CA: "
                + "kubectl logs -n openshift-kube-controller-manager-operator deployment/kube-controller-manager-operator"
                : "give kube-controller-manager a --root-ca-file that holds the CA, and restart it (kubeadm: /etc/kubernetes/pki/ca.crt of each control plane node)")
        : null;

    // there an operator makes that file
    private static bool IsOpenShift(KubernetesObject resource) => resource.Namespace?.StartsWith("openshift-", StringComparison.Ordinal) is true;
}

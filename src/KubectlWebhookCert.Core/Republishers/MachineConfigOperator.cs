using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Republishers;

/// <summary>OpenShift's machine-config-operator: what it copies to the kubeconfigs of nodes.</summary>
/// <remarks>Source: openshift/machine-config-operator, pkg/operator/sync.go.</remarks>
internal static class MachineConfigOperator
{
    public static RepublisherMark? Recognise(KubernetesObject resource) =>
        resource.Is(ResourceTypes.ConfigMap) && resource is { Namespace: "openshift-machine-config-operator", Name: "kubeconfig-data" }
            ? new RepublisherMark(
                "machine-config-operator",
                "it copies ConfigMap openshift-config-managed/kube-apiserver-server-ca",
                "see that ConfigMap openshift-config-managed/kube-apiserver-server-ca holds the CA, then why it is not copied: "
                + "kubectl logs -n openshift-machine-config-operator deployment/machine-config-operator")
            : null;
}

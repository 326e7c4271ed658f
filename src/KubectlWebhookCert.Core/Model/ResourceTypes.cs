namespace KubectlWebhookCert.Core.Model;

/// <summary>The resource types the program reads or writes.</summary>
public static class ResourceTypes
{
    /// <summary>Validating admission webhooks.</summary>
    public static readonly ResourceType ValidatingWebhookConfiguration =
        new("admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations", "ValidatingWebhookConfiguration", false, ["vwc"]);

    /// <summary>Mutating admission webhooks.</summary>
    public static readonly ResourceType MutatingWebhookConfiguration =
        new("admissionregistration.k8s.io", "v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration", false, ["mwc"]);

    /// <summary>Custom resource definitions, of which some convert by webhook.</summary>
    public static readonly ResourceType CustomResourceDefinition =
        new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", false, ["crd", "crds"]);

    /// <summary>Aggregated APIs.</summary>
    public static readonly ResourceType ApiService =
        new("apiregistration.k8s.io", "v1", "apiservices", "APIService", false, []);

    /// <summary>Services.</summary>
    public static readonly ResourceType Service = new(string.Empty, "v1", "services", "Service", true, ["svc"]);

    /// <summary>Secrets.</summary>
    public static readonly ResourceType Secret = new(string.Empty, "v1", "secrets", "Secret", true, []);

    /// <summary>ConfigMaps.</summary>
    public static readonly ResourceType ConfigMap = new(string.Empty, "v1", "configmaps", "ConfigMap", true, ["cm"]);

    /// <summary>Pods.</summary>
    public static readonly ResourceType Pod = new(string.Empty, "v1", "pods", "Pod", true, ["po"]);

    /// <summary>Nodes.</summary>
    public static readonly ResourceType Node = new(string.Empty, "v1", "nodes", "Node", false, ["no"]);

    /// <summary>Namespaces.</summary>
    public static readonly ResourceType Namespace = new(string.Empty, "v1", "namespaces", "Namespace", false, ["ns"]);

    /// <summary>Events.</summary>
    public static readonly ResourceType Event = new(string.Empty, "v1", "events", "Event", true, ["ev"]);

    /// <summary>Endpoints: what servers before <c>discovery.k8s.io/v1</c> (1.21) have instead of slices.</summary>
    public static readonly ResourceType Endpoints = new(string.Empty, "v1", "endpoints", "Endpoints", true, ["ep"]);

    /// <summary>Endpoint slices.</summary>
    public static readonly ResourceType EndpointSlice =
        new("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", true, []);

    /// <summary>Replica sets: the link from a pod to its Deployment.</summary>
    public static readonly ResourceType ReplicaSet = new("apps", "v1", "replicasets", "ReplicaSet", true, ["rs"]);

    /// <summary>Deployments.</summary>
    public static readonly ResourceType Deployment = new("apps", "v1", "deployments", "Deployment", true, ["deploy"]);

    /// <summary>Stateful sets.</summary>
    public static readonly ResourceType StatefulSet = new("apps", "v1", "statefulsets", "StatefulSet", true, ["sts"]);

    /// <summary>Daemon sets.</summary>
    public static readonly ResourceType DaemonSet = new("apps", "v1", "daemonsets", "DaemonSet", true, ["ds"]);

    /// <summary>Leases: the lock of a rotation.</summary>
    public static readonly ResourceType Lease = new("coordination.k8s.io", "v1", "leases", "Lease", true, []);

    /// <summary>cert-manager's certificates.</summary>
    public static readonly ResourceType Certificate =
        new("cert-manager.io", "v1", "certificates", "Certificate", true, ["cert", "certs"]);

    /// <summary>cert-manager's issuers.</summary>
    public static readonly ResourceType Issuer = new("cert-manager.io", "v1", "issuers", "Issuer", true, []);

    /// <summary>cert-manager's cluster-wide issuers.</summary>
    public static readonly ResourceType ClusterIssuer =
        new("cert-manager.io", "v1", "clusterissuers", "ClusterIssuer", false, []);

    /// <summary>Argo CD's applications.</summary>
    public static readonly ResourceType Application =
        new("argoproj.io", "v1alpha1", "applications", "Application", true, ["app", "apps"]);

    /// <summary>What the secrets-store CSI driver mounts, and the Secrets it copies that into.</summary>
    public static readonly ResourceType SecretProviderClass =
        new("secrets-store.csi.x-k8s.io", "v1", "secretproviderclasses", "SecretProviderClass", true, []);

    /// <summary>The four kinds that hold webhook client configurations, in the order they are shown.</summary>
    public static readonly ValueList<ResourceType> WebhookConfigurations =
        [ValidatingWebhookConfiguration, MutatingWebhookConfiguration, CustomResourceDefinition, ApiService];

    /// <summary>Every type above.</summary>
    public static readonly ValueList<ResourceType> All =
    [
        ValidatingWebhookConfiguration, MutatingWebhookConfiguration, CustomResourceDefinition, ApiService,
        Service, Secret, ConfigMap, Pod, Node, Namespace, Event, Endpoints, EndpointSlice,
        ReplicaSet, Deployment, StatefulSet, DaemonSet, Lease, Certificate, Issuer, ClusterIssuer, Application, SecretProviderClass,
    ];

    /// <summary>The type of an object.</summary>
    /// <param name="resource">The object.</param>
    /// <exception cref="InvalidOperationException">It is none of <see cref="All"/>.</exception>
    public static ResourceType Of(KubernetesObject resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return All.First(resource.Is);
    }
}

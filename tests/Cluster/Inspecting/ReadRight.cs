namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Something that `inspect` may be allowed to read.</summary>
/// <param name="Group">API group; empty for the core.</param>
/// <param name="Resource">Plural.</param>
/// <param name="Verb">`get` or `list`.</param>
public sealed record ReadRight(string Group, string Resource, string Verb)
{
    /// <summary>What docs/permissions.md says is used within namespaces.</summary>
    public static IReadOnlyList<ReadRight> Namespaced { get; } =
    [
        new("", "services", "get"),
        new("discovery.k8s.io", "endpointslices", "list"),
        new("", "endpoints", "get"),
        new("", "pods", "list"),
        new("apps", "replicasets", "get"),
        .. Both("apps", "deployments"),
        .. Both("apps", "statefulsets"),
        .. Both("apps", "daemonsets"),
        .. Both("", "secrets"),
        new("cert-manager.io", "certificates", "get"),
    ];

    /// <summary>What docs/permissions.md says is used outside namespaces.</summary>
    public static IReadOnlyList<ReadRight> Configurations { get; } =
    [
        .. Both("admissionregistration.k8s.io", "validatingwebhookconfigurations"),
        .. Both("admissionregistration.k8s.io", "mutatingwebhookconfigurations"),
        .. Both("apiextensions.k8s.io", "customresourcedefinitions"),
        .. Both("apiregistration.k8s.io", "apiservices"),
    ];

    /// <summary>As warnings name it.</summary>
    public string QualifiedResource => Group.Length == 0 ? Resource : $"{Resource}.{Group}";

    /// <summary>A PolicyRule.</summary>
    public string ToRule() => $$"""{"apiGroups":["{{Group}}"],"resources":["{{Resource}}"],"verbs":["{{Verb}}"]}""";

    private static ReadRight[] Both(string group, string resource) => [new(group, resource, "get"), new(group, resource, "list")];
}

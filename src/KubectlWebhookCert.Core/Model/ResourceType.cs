namespace KubectlWebhookCert.Core.Model;

/// <summary>A resource type of the Kubernetes API, enough to build its URI and to print it.</summary>
/// <remarks>Source: Kubernetes API concepts, "Resource URIs".</remarks>
/// <param name="Group">API group, empty for the core group.</param>
/// <param name="Version">API version, for example <c>v1</c>.</param>
/// <param name="Plural">Plural as in the URI, for example <c>endpointslices</c>.</param>
/// <param name="Kind">Kind as in an object, for example <c>EndpointSlice</c>.</param>
/// <param name="Namespaced">Whether objects live in a namespace.</param>
/// <param name="ShortNames">Short names a user may type, kubectl's and ours.</param>
public sealed record ResourceType(
    string Group,
    string Version,
    string Plural,
    string Kind,
    bool Namespaced,
    ValueList<string> ShortNames)
{
    /// <summary><c>apiVersion</c> of an object of this type.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Lower-case kind: how kubectl writes the type in <c>type/name</c>.</summary>
    public string Singular => Kind.ToLowerInvariant();

    /// <summary>Plural with its group, as kubectl prints a type and RBAC messages name it: <c>endpointslices.discovery.k8s.io</c>.</summary>
    public string QualifiedPlural => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}

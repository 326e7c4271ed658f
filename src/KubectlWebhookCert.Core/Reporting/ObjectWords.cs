using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>Objects as kubectl takes them back.</summary>
internal static class ObjectWords
{
    /// <summary><c>apiVersion</c> of an object; null for what is none of the API's, such as a kubeconfig.</summary>
    public static string? ApiVersion(ObjectRef named) => Type(named)?.ApiVersion;

    /// <summary>For example <c>validatingwebhookconfiguration.admissionregistration.k8s.io/web</c>; the namespace is left out.</summary>
    public static string Qualified(ObjectRef named) => $"{QualifiedType(named)}/{named.Name}";

    /// <summary>For example <c>validatingwebhookconfiguration/web</c>, <c>configmap/web/root-ca</c>.</summary>
    public static string Short(ObjectRef named) =>
        $"{Lower(named)}/{(named.Namespace is null ? string.Empty : named.Namespace + "/")}{named.Name}";

    private static string QualifiedType(ObjectRef named) =>
        Type(named) is { Group: { Length: > 0 } group } type ? $"{type.Singular}.{group}" : Lower(named);

    private static string Lower(ObjectRef named) => named.Kind.ToLowerInvariant();

    private static ResourceType? Type(ObjectRef named) => ResourceTypes.All.FirstOrDefault(type => type.Kind == named.Kind);
}

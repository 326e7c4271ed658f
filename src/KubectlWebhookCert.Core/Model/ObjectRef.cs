namespace KubectlWebhookCert.Core.Model;

/// <summary>Names one object of the cluster.</summary>
/// <param name="Kind">Kind, for example <c>Secret</c>.</param>
/// <param name="Namespace">Namespace, or null for a cluster-scoped object.</param>
/// <param name="Name">Name.</param>
public sealed record ObjectRef(string Kind, string? Namespace, string Name)
{
    /// <summary>As the trees show it: <c>Secret default/web-tls</c>, <c>APIService v1.example.com</c>.</summary>
    public override string ToString() => Namespace is null ? $"{Kind} {Name}" : $"{Kind} {Namespace}/{Name}";
}

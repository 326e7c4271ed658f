namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A custom or aggregated resource: `widgets` in a group of its own.</summary>
/// <param name="Configuration">Name of the CustomResourceDefinition or APIService.</param>
/// <param name="Group">Its API group, which nothing else uses.</param>
public sealed record MadeResource(string Configuration, string Group)
{
    /// <summary>Path of one version's `widgets` in a namespace.</summary>
    public string Path(string version, string @namespace) => $"/apis/{Group}/{version}/namespaces/{@namespace}/widgets";
}

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>One of the three lists of a kubeconfig.</summary>
/// <param name="List">The list's field.</param>
/// <param name="Entry">The field of an item that holds its settings; also what messages call it.</param>
/// <param name="ListCommand">What lists the names; null: the contexts' command does.</param>
internal sealed record KubeconfigSection(string List, string Entry, string? ListCommand)
{
    public static readonly KubeconfigSection Contexts = new("contexts", "context", null);
    public static readonly KubeconfigSection Clusters = new("clusters", "cluster", "kubectl config get-clusters");
    public static readonly KubeconfigSection Users = new("users", "user", "kubectl config get-users");
}

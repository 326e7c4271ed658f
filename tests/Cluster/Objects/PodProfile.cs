namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A running pod of one container.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Node">Its node, which need not exist unless the pod is to be reached by port-forward.</param>
/// <param name="Address">Its IP.</param>
public sealed record PodProfile(string Name, string Node, string Address)
{
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The container's port, named `webhook`.</summary>
    public int Port { get; init; } = 9443;

    /// <summary>What made it; null: nothing did.</summary>
    public MadeController? Controller { get; init; }

    /// <summary>Of its container.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    public string Image { get; init; } = "webhook";

    /// <summary>A Secret of its namespace, mounted at /certificates.</summary>
    public string? Secret { get; init; }
}

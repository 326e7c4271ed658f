namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What a <see cref="RotatingStage"/> is of.</summary>
/// <param name="Prepare">
/// Has the Secret made, by whoever owns it; returns the CA bundle of the configuration, empty where that is left to the owner.
/// </param>
/// <param name="Pods">The replicas, given what is there before them.</param>
internal sealed record RotatingProfile(
    Func<MadeService, CancellationToken, Task<string>> Prepare,
    Func<PodStage, MadeService, ServingSecret, BundleTarget, IReadOnlyList<PodStart>> Pods)
{
    public static readonly IReadOnlyDictionary<string, string> Labels =
        new Dictionary<string, string> { ["app.kubernetes.io/name"] = "webhook" };

    public string Service { get; init; } = "webhook";

    public string Deployment { get; init; } = "controller-manager";

    public string Secret { get; init; } = "webhook-server-cert";

    /// <summary>The keys of the Secret that are served.</summary>
    public (string Certificate, string PrivateKey) Keys { get; init; } = ("tls.crt", "tls.key");

    /// <summary>Names of the webhooks, for new connections and for kept ones.</summary>
    public (string New, string Kept) Webhooks { get; init; } = ("new.webhook-cert.test", "kept.webhook-cert.test");

    public string FailurePolicy { get; init; } = "Fail";

    /// <summary>A MutatingWebhookConfiguration.</summary>
    public bool IsMutating { get; init; }
}

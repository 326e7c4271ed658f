using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>How a workload's pods take up what is new in their Secret.</summary>
/// <param name="Clause">Why they do not, after a colon in a message; empty where they may.</param>
/// <param name="Evidence">What shows it.</param>
/// <param name="Within">How long they may take by themselves; null where they never do.</param>
/// <param name="IsBySubPath">Whether it is the mount that keeps it from them.</param>
internal sealed record SecretReading(string Clause, ValueList<Evidence> Evidence, TimeSpan? Within, bool IsBySubPath)
{
    /// <summary>Why it may still come by itself.</summary>
    public string Patience => Within == SparkReload ? "it reads its files every 15 minutes" : "kubelets take up to about 90 s";

    private const string AtStart = "starts";

    // a kubelet's sync period and its cache, and some seconds for the program
    private static readonly TimeSpan Kubelet = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan SparkReload = TimeSpan.FromMinutes(17); // its own 15 and the kubelet's

    /// <summary>As far as mounts and what is known of the owner tell.</summary>
    public static SecretReading Of(WebhookFacts facts, ObjectRef secret, ObjectRef? workload)
    {
        SecretUse[] uses = facts.Service is { } service
            ? [.. SecretUse.Of(facts.Snapshot, service, secret).Where(use => use.Workload == workload).Distinct()]
            : [];
        var evidence = uses.Select(use => new Evidence("mount", $"container {use.Container}, {use.How}{(use.SubPath is { } path ? $", subPath {path}" : string.Empty)}"))
            .Concat(OfOwner(facts) is { } fact ? [new Evidence("owner", fact)] : [])
            .ToValueList();
        var isBySubPath = Array.Exists(uses, use => use.SubPath is not null);
        return facts.Webhook.Owner switch
        {
            { Code: "spark-operator-2" } => new SecretReading($": {facts.Webhook.Owner.Name} reads it only when it {AtStart}", evidence, null, false),
            { Code: "spark-operator-1-4" } => new SecretReading($": {facts.Webhook.Owner.Name} never reads it", evidence, null, false),
            _ when isBySubPath => new SecretReading($": mounted by subPath it is copied only when the container {AtStart}", evidence, null, true),
            _ when uses.Length > 0 && Array.TrueForAll(uses, use => use.How == "environment") =>
                new SecretReading($": an environment variable is set only when the container {AtStart}", evidence, null, false),
            { Code: "spark-operator-1" } => new SecretReading(string.Empty, evidence, SparkReload, false),
            _ => new SecretReading(string.Empty, evidence, Kubelet, false),
        };
    }

    /// <summary>Whether the Secret has changed so lately that the new certificate may still be on its way to the pods.</summary>
    public bool IsOnItsWay(WebhookFacts facts) =>
        Within is { } within && facts.Webhook.ServingSecret?.Resource is { } secret && OldCertificates.Changed(secret) > facts.Now - within;

    /// <summary>What is known of how the owner reads its Secret, or null.</summary>
    public static string? OfOwner(WebhookFacts facts) => facts.Webhook.Owner switch
    {
        { Code: "spark-operator-2", Name: var name } => $"{name} reads its Secret once, when it starts, and never again",
        { Code: "spark-operator-1-4", Name: var name } =>
            $"{name} makes CA and certificate in memory when it starts and never reads the Secret: replicas never agree, run one",
        { Code: "spark-operator-1", Name: var name } => $"{name} reads its files again every 15 minutes",
        _ => null,
    };
}

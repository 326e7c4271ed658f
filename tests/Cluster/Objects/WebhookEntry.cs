namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>One webhook of a configuration that guards the ConfigMaps of its Service's namespace.</summary>
/// <param name="Service">What it calls.</param>
/// <param name="CaBundlePem">Null: the field is left out.</param>
public sealed record WebhookEntry(MadeService Service, string? CaBundlePem)
{
    /// <summary>At least three labels, as the API demands.</summary>
    public string Name { get; init; } = "guard.webhook-cert.test";

    /// <summary>Labels of the objects that it is called for; none: all.</summary>
    public IReadOnlyDictionary<string, string> ObjectLabels { get; init; } = new Dictionary<string, string>();

    public string Path { get; init; } = "/admit";

    public string FailurePolicy { get; init; } = "Fail";

    public int TimeoutSeconds { get; init; } = 5;
}

namespace KubectlWebhookCert.Core.Targets;

/// <summary>Which targets a command takes.</summary>
public enum TargetScope
{
    /// <summary>What leads to webhooks.</summary>
    Webhooks,

    /// <summary>Other holders of a CA, too: ConfigMaps and kubeconfigs.</summary>
    WebhooksAndTrust,
}

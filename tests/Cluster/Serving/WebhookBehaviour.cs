namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What a webhook server does with an AdmissionReview. Closed: the cases below are all there are.</summary>
public abstract record WebhookBehaviour
{
    private WebhookBehaviour()
    {
    }

    public sealed record Allow : WebhookBehaviour;

    public sealed record Deny(string Message) : WebhookBehaviour;

    /// <summary>Allows, too late.</summary>
    public sealed record Delay(TimeSpan Time) : WebhookBehaviour;
}

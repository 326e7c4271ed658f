namespace KubectlWebhookCert.Core.Model;

/// <summary>One entry of a webhook configuration and everything its certificate depends on.</summary>
/// <param name="Name"><c>webhooks[].name</c>; for a CRD or an APIService the object's own name.</param>
/// <param name="Index">Position in <c>webhooks</c>, from 0; 0 for a CRD and an APIService.</param>
/// <param name="Calls">What the API server calls.</param>
/// <param name="FailurePolicy"><c>Fail</c> or <c>Ignore</c>; null where the kind has none (conversion and aggregation always fail).</param>
/// <param name="TimeoutSeconds">Seconds; null where unset or the kind has none.</param>
/// <param name="InsecureSkipTlsVerify">An APIService that is called without verification.</param>
/// <param name="CaBundle">Whom the API server trusts for this call.</param>
/// <param name="Service">The Service behind it, or null for a URL.</param>
/// <param name="ServingSecrets">The Secrets that may hold its certificate, best evidence first; more than one means nobody can tell.</param>
/// <param name="Owner">Who writes its certificate.</param>
public sealed record Webhook(
    string Name,
    int Index,
    WebhookCall Calls,
    string? FailurePolicy,
    int? TimeoutSeconds,
    bool InsecureSkipTlsVerify,
    CaBundle CaBundle,
    WebhookService? Service,
    ValueList<ServingSecret> ServingSecrets,
    OwnerMark Owner)
{
    /// <summary>Whether the Service's namespace could not be searched for Secrets: that none was found then says nothing.</summary>
    public bool SecretsAreHidden { get; init; }

    /// <summary>The one serving Secret, or null where there is none or more than one.</summary>
    public ServingSecret? ServingSecret => ServingSecrets is [var only] ? only : null;
}

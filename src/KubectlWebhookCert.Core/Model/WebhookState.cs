using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Model;

/// <summary>
/// What the graph of one webhook shows at first sight, worst first. It is no verdict: <see cref="Complete"/> says that every link
/// was found and none is visibly broken, not that the API server accepts the certificate.
/// </summary>
public static class WebhookState
{
    /// <summary>Every link was found and none is visibly broken.</summary>
    public const string Complete = "complete";

    /// <summary>One phrase for the STATE column.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="now">UTC.</param>
    public static string Of(Webhook webhook, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        var leaf = webhook.ServingSecret?.Content?.Leaf?.Certificate;
        return OfService(webhook.Service)
            ?? OfBundle(webhook, now)
            ?? OfSecret(webhook)
            ?? (leaf is null ? null : OfLeaf(leaf, webhook, now))
            ?? Complete;
    }

    private static string? OfService(WebhookService? service) => service switch
    {
        null => null,
        { Presence: Presence.Missing } => "service missing",
        { Presence: Presence.Unknown } => "service unknown",
        { EndpointsPresence: Presence.Found } when !service.Endpoints.Any(endpoint => endpoint.Ready) => "no ready endpoints",
        _ => null,
    };

    private static string? OfBundle(Webhook webhook, DateTimeOffset now) => webhook switch
    {
        { InsecureSkipTlsVerify: true } => "not verified",
        { CaBundle.IsEmpty: true } => "no CA bundle",
        { CaBundle.Certificates.Count: 0 } => "CA bundle unreadable",
        _ when webhook.CaBundle.Certificates.All(authority => authority.NotAfter < now) => "CA expired",
        _ => null,
    };

    private static string? OfSecret(Webhook webhook) => webhook.ServingSecrets switch
    {
        [] when webhook.Service is null => "called by URL",
        [] when webhook.SecretsAreHidden => "secret unknown",
        [] => "secret not found",
        [{ Presence: Presence.Missing }] => "secret missing",
        [{ Presence: Presence.Unknown }] => "secret unknown",
        [{ Content.Leaf: null, Content.EmptyKeys.Count: > 0 }] => "secret emptied",
        [{ Content.Leaf: null }] => "no certificate in secret",
        [_] => null,
        _ => "secret ambiguous",
    };

    private static string? OfLeaf(Certificate leaf, Webhook webhook, DateTimeOffset now) => leaf switch
    {
        _ when leaf.NotAfter < now => "leaf expired",
        _ when leaf.NotBefore > now => "leaf not yet valid",
        _ when !NamesServer(leaf, webhook.Calls.ServerName) => "name mismatch",
        _ when !webhook.InsecureSkipTlsVerify && !IsNamedByBundle(leaf, webhook) => "CA mismatch",
        _ => null,
    };

    private static bool NamesServer(Certificate leaf, string serverName) =>
        leaf.AlternativeNames.DnsNames.Any(name => HostName.Matches(name, serverName))
        || leaf.AlternativeNames.Addresses.Any(address => address.ToString() == serverName);

    // By name only: whether the signature holds too is for the verifier to say.
    private static bool IsNamedByBundle(Certificate leaf, Webhook webhook)
    {
        var chain = webhook.ServingSecret?.Content?.Leaf?.Chain ?? [];
        return webhook.CaBundle.Certificates.Any(authority =>
            authority.Equals(leaf)
            || authority.Subject.Equals(leaf.Issuer)
            || chain.Any(intermediate => authority.Equals(intermediate) || authority.Subject.Equals(intermediate.Issuer)));
    }
}

using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>A serving certificate of a webhook: served, stored, or both.</summary>
/// <param name="Leaf">The certificate; null for one that is served and cannot be read.</param>
/// <param name="Endpoints">Those of the Service that serve it; none for the host of a URL.</param>
/// <param name="IsServed">Whether somebody serves it.</param>
/// <param name="Secrets">Where it is stored.</param>
internal sealed record ServingCertificate(Certificate? Leaf, ValueList<Endpoint> Endpoints, bool IsServed, ValueList<ObjectRef> Secrets)
{
    /// <summary>Every one of a webhook, each once, those that are served first.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="served">What endpoints serve, as far as they were asked.</param>
    public static List<ServingCertificate> Of(Webhook webhook, ServedCertificates served)
    {
        var presented =
            from place in ProbePlan.Of(webhook)
            let answer = served.Find(place.Request)?.Answer as ProbeAnswer.Presented
            where answer is not null
            group place.Endpoint by answer.Leaf into alike
            select new ServingCertificate(alike.Key, [.. alike.OfType<Endpoint>()], true, SecretsWith(webhook, alike.Key));
        var found = presented.ToList();
        var stored = webhook.ServingSecrets
            .Select(secret => secret.Content?.Leaf?.Certificate)
            .OfType<Certificate>()
            .Distinct()
            .Where(leaf => !found.Exists(one => leaf.Equals(one.Leaf)))
            .Select(leaf => new ServingCertificate(leaf, [], false, SecretsWith(webhook, leaf)));
        return [.. found, .. stored.ToList()];
    }

    private static ValueList<ObjectRef> SecretsWith(Webhook webhook, Certificate? leaf) => leaf is null ? [] :
    [
        .. webhook.ServingSecrets.Where(secret => leaf.Equals(secret.Content?.Leaf?.Certificate)).Select(secret => secret.Ref),
    ];
}

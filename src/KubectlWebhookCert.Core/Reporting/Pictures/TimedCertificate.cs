using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>A certificate and everywhere it was seen.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Name">What it is called: the subject of a CA, the first name of a serving certificate.</param>
/// <param name="Places">Where: <c>CA bundle of ...</c>, <c>Secret web/hook-tls</c>, <c>served by Service web/hook</c>; each once.</param>
internal sealed record TimedCertificate(Certificate Certificate, string Name, ValueList<string> Places)
{
    /// <summary>Every certificate behind some webhooks, each once, the first to end first.</summary>
    /// <param name="configurations">The webhooks.</param>
    /// <param name="served">What endpoints serve, as far as they were asked.</param>
    public static List<TimedCertificate> Of(IEnumerable<WebhookConfiguration> configurations, ServedCertificates served)
    {
        var seen =
            from configuration in configurations
            from webhook in configuration.Webhooks
            from one in Of(configuration, webhook, served)
            select one;
        return
        [
            .. seen.GroupBy(one => one.Certificate)
                .Select(alike => new TimedCertificate(alike.Key, alike.First().Name, [.. alike.Select(one => one.Place).Distinct()]))
                .OrderBy(one => one.Certificate.NotAfter)
                .ThenBy(one => one.Certificate.Sha256, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<Seen> Of(WebhookConfiguration configuration, Webhook webhook, ServedCertificates served)
    {
        foreach (var certificate in webhook.CaBundle.Certificates)
        {
            yield return new Seen(certificate, Facts.Subject(certificate), $"CA bundle of {configuration.Resource.Name}");
        }

        foreach (var secret in webhook.ServingSecrets)
        {
            foreach (var certificate in secret.Content?.Leaf is { } leaf ? leaf.Chain.Prepend(leaf.Certificate) : [])
            {
                yield return new Seen(certificate, ServingName(certificate), secret.Ref.ToString());
            }
        }

        foreach (var one in ServingCertificate.Of(webhook, served).Where(one => one.IsServed))
        {
            if (one.Leaf is { } leaf)
            {
                yield return new Seen(leaf, ServingName(leaf), $"served for {webhook.Calls.ServerName}");
            }
        }
    }

    private static string ServingName(Certificate certificate) =>
        certificate is { IsCa: false, AlternativeNames.DnsNames: [var first, ..] } ? first : Facts.Subject(certificate);

    private sealed record Seen(Certificate Certificate, string Name, string Place);
}

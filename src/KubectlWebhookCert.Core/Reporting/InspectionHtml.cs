using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Reporting.Pictures;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary><c>inspect -o html</c>: one page with the chains and when certificates end.</summary>
public static class InspectionHtml
{
    /// <summary>The page.</summary>
    /// <param name="inventory">What was found.</param>
    /// <param name="served">What endpoints serve, as far as they were asked.</param>
    /// <param name="now">UTC.</param>
    public static string Format(Inventory inventory, ServedCertificates served, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(inventory);
        ArgumentNullException.ThrowIfNull(served);
        var sections = inventory.Configurations.Select(configuration => Section(configuration, served, now)).ToList();
        return HtmlPage.Format(
            "inspect",
            CountWords.Of(inventory.Configurations.Sum(configuration => configuration.Webhooks.Count), "webhook"),
            $"seen at {Facts.Instant(now)}; what shows at first sight, no verdict",
            page => new PageBody(page, served, now).Write(sections, inventory.Unreadable));
    }

    private static PageSection Section(WebhookConfiguration configuration, ServedCertificates served, DateTimeOffset now)
    {
        ValueList<TrustChain> chains = [.. TrustChains.Of(configuration, served, now)];
        return new PageSection(
            $"{configuration.Resource.Kind}/{configuration.Resource.Name}",
            chains.SelectMany(chain => chain.Links).Max(link => link.Worst) switch
            {
                Severity.Error => "error",
                Severity.Warning => "warning",
                _ => "sound",
            },
            string.Join(", ", configuration.Webhooks.Select(webhook => WebhookState.Of(webhook, now)).Distinct()),
            [],
            configuration,
            chains,
            _ => { });
    }
}

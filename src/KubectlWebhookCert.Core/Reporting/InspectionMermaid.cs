using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Reporting.Pictures;
using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary><c>inspect -o mermaid</c>: the chain behind each webhook as a flowchart.</summary>
public static class InspectionMermaid
{
    /// <summary>The flowchart, without a fence around it.</summary>
    /// <param name="inventory">What was found.</param>
    /// <param name="served">What endpoints serve, as far as they were asked.</param>
    /// <param name="now">UTC.</param>
    public static string Format(Inventory inventory, ServedCertificates served, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(inventory);
        ArgumentNullException.ThrowIfNull(served);
        return MermaidFlowchart.Format(
            "Webhook certificates", inventory.Configurations.SelectMany(configuration => TrustChains.Of(configuration, served, now)));
    }
}

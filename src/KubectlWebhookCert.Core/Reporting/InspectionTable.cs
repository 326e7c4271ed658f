using System.Globalization;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>A line per webhook.</summary>
public static class InspectionTable
{
    private static readonly string[] Headers =
        ["KIND", "NAME", "WEBHOOK", "SERVICE", "CA EXPIRES", "LEAF EXPIRES", "OWNER", "STATE"];

    private static readonly string[] WideHeaders = ["FAILURE POLICY", "SECRET", "ENDPOINTS", "KEPT BY"];

    /// <summary>The table as text.</summary>
    /// <param name="inventory">What was found.</param>
    /// <param name="now">UTC.</param>
    /// <param name="options">What to show.</param>
    public static string Format(Inventory inventory, DateTimeOffset now, TableOptions options)
    {
        ArgumentNullException.ThrowIfNull(inventory);
        ArgumentNullException.ThrowIfNull(options);
        string[] headers = [.. Headers, .. options.Wide ? WideHeaders : [], .. options.ShowLabels ? ["LABELS"] : Array.Empty<string>()];
        var rows = inventory.Configurations.SelectMany(configuration =>
            configuration.Webhooks.Select(webhook => Row(configuration, webhook, now, options)));
        return Table.Format(options.NoHeaders ? null : headers, [.. rows]);
    }

    private static List<string> Row(WebhookConfiguration configuration, Webhook webhook, DateTimeOffset now, TableOptions options)
    {
        List<string> cells =
        [
            configuration.Resource.Kind,
            configuration.Resource.Name,
            webhook.Name,
            webhook.Service is { } service ? $"{service.Ref.Namespace}/{service.Ref.Name}" : "<none>",
            Expires(webhook.CaBundle.Certificates, now),
            webhook.ServingSecret?.Content?.Leaf is { } leaf ? Expires([leaf.Certificate], now) : "<unknown>",
            webhook.Owner.Name,
            WebhookState.Of(webhook, now),
        ];
        if (options.Wide)
        {
            cells.Add(webhook.FailurePolicy ?? "<none>");
            cells.Add(webhook.ServingSecrets.Count == 0 ? "<unknown>" : string.Join(',', webhook.ServingSecrets.Select(Name)));
            cells.Add(webhook.Service is { } called ? Endpoints(called) : "<none>");
            cells.Add(configuration.Keepers.Count == 0 ? "<none>" : string.Join(", ", configuration.Keepers.Select(keeper => keeper.Name)));
        }

        if (options.ShowLabels)
        {
            var labels = string.Join(
                ',', configuration.Resource.Json.Properties("metadata", "labels").Select(label => $"{label.Name}={label.Value}"));
            cells.Add(labels.Length == 0 ? "<none>" : labels);
        }

        return cells;
    }

    // Several CAs: the last to expire is how long the bundle can trust anything.
    private static string Expires(IEnumerable<Certificate> certificates, DateTimeOffset now) =>
        certificates.MaxBy(certificate => certificate.NotAfter) is { } last ? HumanDuration.Until(last.NotAfter, now) : "<none>";

    private static string Name(ServingSecret secret) => $"{secret.Ref.Namespace}/{secret.Ref.Name}";

    private static string Endpoints(WebhookService service) =>
        service.EndpointsPresence == Presence.Unknown
            ? "<unknown>"
            : string.Create(CultureInfo.InvariantCulture, $"{service.Endpoints.Count(endpoint => endpoint.Ready)}/{service.Endpoints.Count}");
}

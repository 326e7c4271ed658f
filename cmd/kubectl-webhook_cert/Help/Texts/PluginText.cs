namespace KubectlWebhookCert.Commands.Help.Texts;

/// <summary>The help of the plugin as a whole.</summary>
internal static class PluginText
{
    /// <summary>What it says.</summary>
    public static readonly CommandText Text = new(
        "Inspect, judge and rotate the certificates of webhooks",
        "COMMAND [TARGET] [flags] [options]",
        """
        Finds out why a webhook's certificate is refused, and replaces it without one
        failed call: of admission webhooks, of CRD conversion and of aggregated APIs.

        It judges as the API server does, in its words, and names the root cause first.
        """,
        [
            new("Judge every webhook of the cluster", "kubectl webhook-cert validate"),
            new("Start from an error that you have in hand", "kubectl webhook-cert why 'failed calling webhook \"mutate.example.com\": x509: certificate has expired'"),
            new("See what a new certificate would change, then make it", "kubectl webhook-cert rotate my-webhook --dry-run=client"),
        ]);
}

namespace KubectlWebhookCert.Commands.Help.Texts;

/// <summary>The help of <c>inspect</c>.</summary>
internal static class InspectText
{
    /// <summary>What it says.</summary>
    public static readonly CommandText Text = new(
        "Show the chain behind a webhook's certificate",
        "[TARGET] [flags] [options]",
        """
        Show the chain behind a webhook's certificate: CA bundle, Service, endpoints,
        what they serve, the Secret that holds it, and who writes that.

        How each link was found is shown, too. Every endpoint is asked for its
        certificate with a TLS handshake (--probe). Nothing is written.

        Without a target every webhook of the cluster is shown, a line each; -n keeps
        those whose Service is in the namespace.
        """ + "\n\n" + TargetForms.Webhooks,
        [
            new("Show every webhook of the cluster", "kubectl webhook-cert inspect"),
            new("Show one, by the name that an error message quotes", "kubectl webhook-cert inspect validate.example.com"),
            new("Show every webhook that goes through a Service", "kubectl webhook-cert inspect service/my-webhook -n web"),
            new("Show what a chart would make, without a cluster", "helm template . | kubectl webhook-cert inspect -f -"),
            new(
                "Print when the stored certificate ends",
                "kubectl webhook-cert inspect my-webhook -o jsonpath='{.items[*].webhooks[*].servingSecrets[*].leaf.certificate.notAfter}'"),
        ]);
}

namespace KubectlWebhookCert.Commands.Help.Texts;

/// <summary>The help of <c>adopt</c>.</summary>
internal static class AdoptText
{
    /// <summary>What it says.</summary>
    public static readonly CommandText Text = new(
        "Take over what nobody manages, or carry a CA to who lacks it",
        "TARGET [flags] [options]",
        """
        Take over a certificate that nobody manages, or carry a CA to whoever should
        trust it.

        A certificate that nobody manages becomes this plugin's: "rotate" and "validate"
        know it from then on. CA bundles that do not trust what is served are healed
        first, with a CA whose fingerprint somebody has confirmed. --to cert-manager has
        cert-manager issue it from then on, without a failed call; --to none gives it
        back.

        With --ca-from the CAs of a source are added to what the target trusts already:
        a ConfigMap, a kubeconfig, or the CA bundles of webhooks.

        It shows what it would change and asks before it writes; --yes answers
        beforehand. What is overwritten is kept: see "restore".
        """ + "\n\n" + TargetForms.WebhooksAndTrust + "\n\n" + TargetForms.Sources,
        [
            new("Take over a certificate", "kubectl webhook-cert adopt my-webhook"),
            new(
                "The same where the Secret is missing or was blanked",
                "kubectl webhook-cert adopt my-webhook --cert tls.crt --key tls.key --ca ca.crt"),
            new("Hand a certificate over to cert-manager", "kubectl webhook-cert adopt my-webhook --to cert-manager"),
            new("Carry a CA to a ConfigMap, beside the old one", "kubectl webhook-cert adopt configmap/my-trust --ca-from secret/pki/root:ca.crt"),
            new("Carry the API server's new CA to a kubeconfig", "kubectl webhook-cert adopt kubeconfig --ca-from file/ca.crt"),
            new("Take out CAs that have expired", "kubectl webhook-cert adopt configmap/my-trust --prune"),
        ]);
}

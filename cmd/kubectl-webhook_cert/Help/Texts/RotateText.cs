namespace KubectlWebhookCert.Commands.Help.Texts;

/// <summary>The help of <c>rotate</c>.</summary>
internal static class RotateText
{
    /// <summary>What it says.</summary>
    public static readonly CommandText Text = new(
        "Issue a certificate, or its CA, anew without a failed call",
        "TARGET [flags] [options]",
        """
        Issue a webhook's certificate, or its CA, anew without a failed call.

        Where the CA is sound and its key is in the Secret, the certificate alone is
        issued anew. Else, or with --ca, the CA is replaced, too: every CA bundle trusts
        both CAs first, then the Secret is written, then every endpoint is waited for,
        then the old CA is taken out. Whoever owns the certificate (cert-manager, an
        operator, ...) is driven in its own way.

        It shows the plan and asks before it writes; --yes answers beforehand. The same
        command goes on with a run that was interrupted, from any machine, and --abort
        takes it back. What is overwritten is kept: see "restore".
        """ + "\n\n" + TargetForms.Webhooks,
        [
            new("See what it would do", "kubectl webhook-cert rotate my-webhook --dry-run=client"),
            new("Do it", "kubectl webhook-cert rotate my-webhook"),
            new("Replace the CA, too", "kubectl webhook-cert rotate my-webhook --ca"),
            new("Restart the pods at once instead of waiting until they reload", "kubectl webhook-cert rotate my-webhook --restart=always"),
            new("Take back a run that was interrupted", "kubectl webhook-cert rotate my-webhook --abort"),
        ]);
}

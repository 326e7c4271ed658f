namespace KubectlWebhookCert.Commands.Help.Texts;

/// <summary>The help of <c>validate</c>.</summary>
internal static class ValidateText
{
    /// <summary>What it says.</summary>
    public static readonly CommandText Text = new(
        "Judge webhooks' certificates, and name the root cause",
        "[TARGET] [flags] [options]",
        """
        Judge a webhook's certificate as the API server does, and name the root cause of
        what is wrong.

        The certificate in the Secret and what every endpoint serves are judged by every
        rule (see "explain --list"). The first line is the root cause, and what follows
        from it hangs below it. Nothing is written.

        The exit code is 0 where nothing is wrong, 1 where there are findings at or above
        --fail-on, and 2 where it could not be checked.

        Without a target every webhook of the cluster is judged; -n keeps those whose
        Service is in the namespace.
        """ + "\n\n" + TargetForms.WebhooksAndTrust + "\n" + """
          trust                 everything in the cluster that holds a CA
        """ + "\n\n" + TargetForms.Sources,
        [
            new("Judge every webhook of the cluster", "kubectl webhook-cert validate"),
            new("Judge one, with the evidence", "kubectl webhook-cert validate my-webhook"),
            new("Will it hold over the holidays?", "kubectl webhook-cert validate --at +30d"),
            new("Judge again whenever something changes", "kubectl webhook-cert validate my-webhook --watch"),
            new("Judge what a chart would make, in CI", "helm template . | kubectl webhook-cert validate -f - -o junit"),
            new("Who would refuse what the API server presents?", "kubectl webhook-cert validate trust"),
        ]);
}

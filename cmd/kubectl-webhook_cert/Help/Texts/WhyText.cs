namespace KubectlWebhookCert.Commands.Help.Texts;

/// <summary>The help of <c>why</c>.</summary>
internal static class WhyText
{
    /// <summary>What it says.</summary>
    public static readonly CommandText Text = new(
        "Find the root cause of an error that names a webhook",
        "TEXT [flags] [options]",
        """
        Find the root cause of an error that names a webhook, or say what to check.

        TEXT is the error as kubectl, the API server's log, an event or a pod's log has
        it, in quotes; - reads standard input, whole logs too. Which webhook and which
        Service it is about is found in the text; then the rules that can cause it are
        asked. Nothing is written.

        Without a cluster (--offline, or where there is no kubeconfig) it says what the
        error means, what can cause it, and what to check.
        """,
        [
            new("Explain an error", "kubectl webhook-cert why 'failed calling webhook \"mutate.example.com\": x509: certificate has expired'"),
            new("Find the errors in a log", "kubectl logs -n kube-system kube-apiserver-node-1 | kubectl webhook-cert why -"),
        ]);
}

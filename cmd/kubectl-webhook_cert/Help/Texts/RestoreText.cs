namespace KubectlWebhookCert.Commands.Help.Texts;

/// <summary>The help of <c>restore</c>.</summary>
internal static class RestoreText
{
    /// <summary>What it says.</summary>
    public static readonly CommandText Text = new(
        "List the backups of rotate and adopt, or put one back",
        "[BACKUP] [flags] [options]",
        """
        List the backups that "rotate" and "adopt" made, or put one back without a
        failed call.

        Backups are Secrets in the namespace of what they keep. Without a name they are
        listed. One that would be refused by the API server, or that somebody else
        would overwrite, is not put back.

        It shows the plan and asks before it writes; --yes answers beforehand.
        """,
        [
            new("List the backups of all namespaces", "kubectl webhook-cert restore -A"),
            new("See what putting one back would do", "kubectl webhook-cert restore NAME -n web --dry-run=client"),
            new("Put one back", "kubectl webhook-cert restore NAME -n web"),
        ]);
}

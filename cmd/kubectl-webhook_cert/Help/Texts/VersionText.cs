namespace KubectlWebhookCert.Commands.Help.Texts;

/// <summary>The help of <c>version</c>.</summary>
internal static class VersionText
{
    /// <summary>What it says.</summary>
    public static readonly CommandText Text = new(
        "Print the version of this plugin",
        "[flags]",
        "Print the version of this plugin. No cluster is asked.",
        [new("Print the version", "kubectl webhook-cert version")]);
}

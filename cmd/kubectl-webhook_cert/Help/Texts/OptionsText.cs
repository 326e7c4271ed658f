namespace KubectlWebhookCert.Commands.Help.Texts;

/// <summary>The help of <c>options</c>.</summary>
internal static class OptionsText
{
    /// <summary>What it says.</summary>
    public static readonly CommandText Text = new(
        "List the options that every command takes",
        "[flags]",
        "List the options that every command takes: which cluster to ask, and as whom. They mean what they mean for kubectl.",
        [new("List them", "kubectl webhook-cert options")]);
}

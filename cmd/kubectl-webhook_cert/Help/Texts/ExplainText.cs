namespace KubectlWebhookCert.Commands.Help.Texts;

/// <summary>The help of <c>explain</c>.</summary>
internal static class ExplainText
{
    /// <summary>What it says.</summary>
    public static readonly CommandText Text = new(
        "Explain what a finding means and how to mend it",
        "CODE [flags]",
        """
        Explain what a finding means, how it comes about and how to mend it.

        CODE is the code of a finding, as "validate" prints it. No cluster is asked.
        """,
        [
            new("Explain a finding", "kubectl webhook-cert explain san-mismatch"),
            new("List every code", "kubectl webhook-cert explain --list"),
        ]);
}

namespace KubectlWebhookCert.Commands.Help.Texts;

/// <summary>The help of <c>completion</c>.</summary>
internal static class CompletionText
{
    /// <summary>What it says.</summary>
    public static readonly CommandText Text = new(
        "Print what completes this plugin's command lines in a shell",
        "kubectl|bash|zsh|fish|powershell [flags]",
        """
        Print what completes this plugin's command lines in a shell: commands, flags,
        their values, and names of the cluster.

        For "kubectl webhook-cert" it takes kubectl 1.26 or newer with its own
        completion (see "kubectl completion --help"), and beside it on the PATH a helper
        named kubectl_complete-webhook_cert. Krew installs plugins without it: print it
        with "completion kubectl" into a folder of the PATH and make it executable.

        The scripts for shells are for who calls kubectl-webhook_cert by its own name.
        """,
        [
            new(
                "Complete \"kubectl webhook-cert\"",
                "kubectl webhook-cert completion kubectl > ~/.local/bin/kubectl_complete-webhook_cert && chmod +x ~/.local/bin/kubectl_complete-webhook_cert"),
            new("Complete \"kubectl-webhook_cert\" in bash, from ~/.bashrc", "source <(kubectl-webhook_cert completion bash)"),
            new("In zsh, from ~/.zshrc, after compinit", "source <(kubectl-webhook_cert completion zsh)"),
            new("In fish", "kubectl-webhook_cert completion fish > ~/.config/fish/completions/kubectl-webhook_cert.fish"),
            new("In PowerShell, from $PROFILE", "kubectl-webhook_cert completion powershell | Out-String | Invoke-Expression"),
        ]);
}

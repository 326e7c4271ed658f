namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>Whether an exec plugin may ask the user (<c>interactiveMode</c>).</summary>
internal enum ExecInteractivity
{
    Never,
    IfAvailable,
    Always,
}

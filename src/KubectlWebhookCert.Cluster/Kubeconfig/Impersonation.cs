using KubectlWebhookCert.Core;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>Whom to act as (<c>Impersonate-*</c> headers).</summary>
/// <remarks>Source: Kubernetes documentation, "User impersonation".</remarks>
/// <param name="User">User name, or null.</param>
/// <param name="Uid">Uid, or null.</param>
/// <param name="Groups">Groups.</param>
/// <param name="Extra">Extra fields: a name may come again.</param>
public sealed record Impersonation(
    string? User, string? Uid, ValueList<string> Groups, ValueList<NamedValue> Extra);

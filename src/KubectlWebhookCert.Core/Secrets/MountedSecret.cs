namespace KubectlWebhookCert.Core.Secrets;

/// <summary>A Secret that a pod mounts.</summary>
/// <param name="Name">The Secret's name; its namespace is the pod's.</param>
/// <param name="How">A phrase: how, and where it is known by whom and where.</param>
internal sealed record MountedSecret(string Name, string How);

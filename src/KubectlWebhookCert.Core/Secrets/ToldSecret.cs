namespace KubectlWebhookCert.Core.Secrets;

/// <summary>A Secret that a container is told of by name.</summary>
/// <param name="Namespace">Its namespace; null where not said.</param>
/// <param name="Name">Its name.</param>
/// <param name="By">The flag or variable that names it.</param>
internal sealed record ToldSecret(string? Namespace, string Name, string By);

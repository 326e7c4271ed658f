namespace KubectlWebhookCert.Core.Model;

/// <summary>A Secret that holds, or may hold, a webhook's serving certificate.</summary>
/// <param name="Ref">Names it.</param>
/// <param name="Presence">Whether it is there.</param>
/// <param name="Resource">The object as read, or null.</param>
/// <param name="FoundBy">How it was found, strongest first, one phrase each: <c>mounted by Deployment default/web at /certs</c>.</param>
/// <param name="Content">What is in it; null unless <see cref="Presence.Found"/>.</param>
public sealed record ServingSecret(
    ObjectRef Ref,
    Presence Presence,
    KubernetesObject? Resource,
    ValueList<string> FoundBy,
    SecretContent? Content)
{
    /// <summary>Who reverts drift on it.</summary>
    public ValueList<KeeperMark> Keepers { get; init; } = [];
}

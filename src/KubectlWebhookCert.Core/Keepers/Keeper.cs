using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Keepers;

/// <summary>One system that reverts drift.</summary>
/// <param name="Code">As <see cref="KeeperMark.Code"/>.</param>
/// <param name="Recognise">Its mark on an object, or null; a pure function.</param>
internal sealed record Keeper(string Code, Func<KubernetesObject, KeeperMark?> Recognise);

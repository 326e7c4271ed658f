using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Owners;

/// <summary>One system that writes serving certificates and CA bundles.</summary>
/// <param name="Code">As <see cref="OwnerMark.Code"/>.</param>
/// <param name="Recognise">Its mark, or null; a pure function.</param>
internal sealed record Owner(string Code, Func<OwnerContext, OwnerMark?> Recognise);

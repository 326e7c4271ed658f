using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Adopting;

/// <summary>An issuer of cert-manager that is there.</summary>
/// <param name="Ref">Names it.</param>
/// <param name="Signer">The CA it signs with; null where nobody can read it.</param>
/// <param name="Authorities">Whom one has to trust, so that what it signs is.</param>
public sealed record KnownIssuer(ObjectRef Ref, Certificate? Signer, ValueList<Certificate> Authorities);

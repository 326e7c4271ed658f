using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>A CA certificate and one place where it was read.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Holder">The object that holds it.</param>
/// <param name="Field">The key of a Secret, or what it is called in a configuration.</param>
internal sealed record KnownAuthority(Certificate Certificate, ObjectRef Holder, string Field)
{
    /// <summary>The place: <c>ca.crt of Secret web/hook-tls</c>.</summary>
    public override string ToString() => $"{Field} of {Holder}";
}

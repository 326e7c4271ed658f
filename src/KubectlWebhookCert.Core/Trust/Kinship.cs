using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Trust;

/// <summary>Which CAs have to do with a source: its own, their namesakes, which they replaced or will replace, and those that signed them.</summary>
/// <param name="source">The source.</param>
internal sealed class Kinship(TrustSource source)
{
    private readonly ValueList<Certificate> authorities = [.. source.Bundle.Certificates.Distinct()];

    /// <summary>The source as far as it has to do with what a bundle holds; null where it has nothing to do with it.</summary>
    /// <param name="bundle">The bundle.</param>
    public TrustSource? With(CaBundle bundle)
    {
        if (source.IsPresented)
        {
            return bundle.Certificates.Any(held => source.Presented.Any(presented => IsKin(held, presented) || IsNamed(held, presented.Issuer))) ? source : null;
        }

        ValueList<Certificate> kin = [.. authorities.Where(authority => bundle.Certificates.Any(held => IsKin(held, authority)))];
        return kin.Count == 0 ? null
            : kin.Count == authorities.Count ? source
            : source with { Bundle = TrustText.Of([.. kin]) };
    }

    private static bool IsKin(Certificate held, Certificate authority) =>
        held.Equals(authority) || (authority.IsCa && IsNamed(held, authority.Subject)) || Signatures.Made(held, authority, GoVersion.Newest);

    private static bool IsNamed(Certificate held, DistinguishedName name) => !held.Subject.IsEmpty && Name(held.Subject) == Name(name);

    // OpenShift's operators give each generation of a CA the second in which it was made: NAME@1687212345
    private static string Name(DistinguishedName name)
    {
        var text = name.ToString();
        var at = text.LastIndexOf('@');
        return at > 0 && at + 1 < text.Length && text.AsSpan(at + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? text[..at] : text;
    }
}

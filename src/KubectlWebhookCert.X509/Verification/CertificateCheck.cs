using System.Collections.Immutable;
using KubectlWebhookCert.X509.Extensions;
using KubectlWebhookCert.X509.Verification.Constraints;

namespace KubectlWebhookCert.X509.Verification;

/// <summary>Whether a certificate may stand where it stands in a chain: Go's <c>isValid</c>, in its order.</summary>
internal sealed class CertificateCheck(DateTimeOffset at, GoVersion version, Waivers waivers)
{
    /// <param name="certificate">The certificate.</param>
    /// <param name="role">Where it stands.</param>
    /// <param name="below">The chain below it, leaf first; empty for the leaf.</param>
    /// <returns>What is wrong first, or null.</returns>
    public Reason? Judge(Certificate certificate, CertificateRole role, ImmutableList<Certificate> below) =>
        JudgeExtensions(certificate)
        ?? JudgeValidity(certificate)
        ?? JudgeConstraints(certificate, below)
        ?? JudgeAuthority(certificate, role, below);

    private Reason.UnhandledCriticalExtension? JudgeExtensions(Certificate certificate)
    {
        var unhandled = certificate.UnhandledCriticalExtensions;
        if (!GoChanges.Policies.IsIn(version))
        {
            unhandled = unhandled.AddRange(certificate.Extensions
                .Where(extension => extension.IsCritical && PolicyParser.IsNewer(extension.Oid))
                .Select(extension => extension.Oid));
        }

        return unhandled.IsEmpty || waivers.Has<Reason.UnhandledCriticalExtension>(certificate)
            ? null
            : new Reason.UnhandledCriticalExtension(certificate, unhandled) { Text = "x509: unhandled critical extension" };
    }

    private Reason? JudgeValidity(Certificate certificate)
    {
        if (at < certificate.NotBefore)
        {
            return waivers.Has<Reason.NotYetValid>(certificate)
                ? null
                : new Reason.NotYetValid(certificate) { Text = Describe("before", certificate.WrittenNotBefore) };
        }

        return at <= certificate.NotAfter || waivers.Has<Reason.Expired>(certificate)
            ? null
            : new Reason.Expired(certificate) { Text = Describe("after", certificate.WrittenNotAfter) };
    }

    private string Describe(string side, DateTimeOffset end) =>
        $"x509: certificate has expired or is not yet valid: current time {GoText.Time(at.ToUniversalTime())} is {side} {GoText.Time(end)}";

    private Reason? JudgeConstraints(Certificate certificate, ImmutableList<Certificate> below) =>
        below.IsEmpty || certificate.NameConstraints is null || GoChanges.ConstraintsAfterChains.IsIn(version)
            || waivers.Has<Reason.NameNotPermitted>()
            ? null
            : NameByName.Judge(certificate, below, version, waivers);

    private Reason? JudgeAuthority(Certificate certificate, CertificateRole role, ImmutableList<Certificate> below)
    {
        if (role == CertificateRole.Intermediate && !certificate.IsCa && !waivers.Has<Reason.NotAuthorizedToSign>(certificate))
        {
            return new Reason.NotAuthorizedToSign(certificate) { Text = "x509: certificate is not authorized to sign other certificates" };
        }

        // A CA below which nothing but the leaf stands has no intermediates below it; the leaf has one less than none.
        return certificate.BasicConstraints?.PathLength is { } most && below.Count - 1 > most
            && !waivers.Has<Reason.TooManyIntermediates>(certificate)
            ? new Reason.TooManyIntermediates(certificate) { Text = "x509: too many intermediates for path length constraint" }
            : null;
    }
}

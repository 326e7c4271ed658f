using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Validation;

/// <summary>
/// From when on the end of a certificate is worth a word. The defaults, 30 and 7 days, shrink for certificates that live so shortly that
/// whoever renews them does it later: cert-manager at a third of the life before the end.
/// </summary>
internal static class ExpiryLimits
{
    private const int WarningShare = 4; // of the whole life; renewal at a third is then overdue
    private const int ErrorShare = 12;

    /// <summary>Left of a certificate when its end is worth a warning, where nothing else was asked for.</summary>
    public static readonly TimeSpan DefaultWarning = TimeSpan.FromDays(30);

    /// <summary>Left of a certificate when its end is an error, where nothing else was asked for.</summary>
    public static readonly TimeSpan DefaultError = TimeSpan.FromDays(7);

    /// <summary>How bad it is that a certificate which is valid now ends when it does; null: not at all.</summary>
    public static Severity? Judge(Certificate certificate, ValidationOptions options)
    {
        var left = certificate.NotAfter - options.At;
        var life = certificate.NotAfter - certificate.NotBefore;
        if (left < TimeSpan.Zero)
        {
            return null; // expired: other rules
        }

        return left <= (options.ExpiryError ?? Shorter(DefaultError, life / ErrorShare)) ? Severity.Error
            : left <= (options.ExpiryWarning ?? Shorter(DefaultWarning, life / WarningShare)) ? Severity.Warning
            : null;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

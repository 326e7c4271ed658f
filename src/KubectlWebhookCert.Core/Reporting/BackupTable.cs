using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>Backups as a table.</summary>
public static class BackupTable
{
    /// <summary>Rows, each ended by a line feed.</summary>
    /// <param name="backups">What rotations have kept, in the order of the rows.</param>
    /// <param name="trust">What adoptions have kept of holders of trust, which follow.</param>
    /// <param name="now">The instant to count from, UTC.</param>
    /// <param name="noHeaders"><c>--no-headers</c>.</param>
    public static string Format(IEnumerable<RotationBackup> backups, IEnumerable<TrustBackup> trust, DateTimeOffset now, bool noHeaders) => Table.Format(
        noHeaders ? null : ["NAMESPACE", "NAME", "OBJECT", "TAKEN", "CERTIFICATE", "UNTIL"],
        [
            .. backups.Select(backup => (IReadOnlyList<string>)
            [
                backup.Namespace,
                backup.Name,
                $"secret/{backup.Scope.Secret.Name}",
                Ago(backup.Taken, now),
                .. Certificate(backup.Scope.Original.Chain is [var leaf, ..] ? leaf : null),
            ]),
            .. trust.Select(backup => (IReadOnlyList<string>)
            [
                backup.Namespace,
                backup.Name,
                backup.Places[0].Place.Typed,
                Ago(backup.Taken, now),
                .. Certificate(backup.Places[0].Before.Certificates is [var authority, ..] ? authority : null),
            ]),
        ]);

    private static string Ago(DateTimeOffset taken, DateTimeOffset now) => $"{HumanDuration.Format(now > taken ? now - taken : TimeSpan.Zero)} ago";

    private static string[] Certificate(Certificate? certificate) =>
        certificate is null ? ["<none>", "<none>"] : [$"sha256:{certificate.Sha256[..12]}…", Rules.Facts.Instant(certificate.NotAfter)];
}

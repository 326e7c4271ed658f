using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>Backups as a table.</summary>
public static class BackupTable
{
    /// <summary>Rows, each ended by a line feed.</summary>
    /// <param name="backups">The backups, in the order of the rows.</param>
    /// <param name="now">The instant to count from, UTC.</param>
    /// <param name="noHeaders"><c>--no-headers</c>.</param>
    public static string Format(IEnumerable<RotationBackup> backups, DateTimeOffset now, bool noHeaders) => Table.Format(
        noHeaders ? null : ["NAMESPACE", "NAME", "SECRET", "TAKEN", "CERTIFICATE", "UNTIL"],
        [
            .. backups.Select(backup => (IReadOnlyList<string>)
            [
                backup.Namespace,
                backup.Name,
                backup.Scope.Secret.Name,
                $"{HumanDuration.Format(now > backup.Taken ? now - backup.Taken : TimeSpan.Zero)} ago",
                .. Leaf(backup.Scope.Original.Chain is [var leaf, ..] ? leaf : null),
            ]),
        ]);

    private static string[] Leaf(Certificate? leaf) =>
        leaf is null ? ["<none>", "<none>"] : [$"sha256:{leaf.Sha256[..12]}…", Rules.Facts.Instant(leaf.NotAfter)];
}

using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Cluster.Snapshots;

/// <summary>
/// Notices that files of a snapshot are others than they were. Begin it before the files are loaded; after a change load them again, which
/// may fail (half a file, none): say so, and wait on.
/// </summary>
public sealed class FileWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250);
    private const int LongestBurst = 8;

    private readonly SnapshotOptions options;
    private ValueList<FileStamp> known;

    private FileWatch(SnapshotOptions options) => (this.options, known) = (options, []);

    /// <summary>Remembers files that were looked up already.</summary>
    /// <param name="options">Which files.</param>
    /// <param name="paths">What they are, in order.</param>
    internal FileWatch(SnapshotOptions options, IEnumerable<string> paths) =>
        (this.options, known) = (options, paths.Select(FileStamp.Of).ToValueList());

    /// <summary>Remembers the files as they are.</summary>
    /// <param name="options">Which files.</param>
    /// <exception cref="UsageException">Standard input is among them.</exception>
    public static FileWatch Begin(SnapshotOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var watch = options.Paths.Any(CannotWatch) ? throw StandardInputCannotBeWatched() : new FileWatch(options);
        watch.known = watch.Stamps();
        return watch;
    }

    /// <summary>Waits until a file has another length or time than when last looked at, or one is new or gone, and none changes any more.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task WaitForChangeAsync(CancellationToken cancellationToken)
    {
        ValueList<FileStamp> now;
        while ((now = Stamps()).Equals(known))
        {
            await Task.Delay(Interval, options.Clock, cancellationToken);
        }

        for (var round = 0; round < LongestBurst; round++)
        {
            await Task.Delay(Quiet, options.Clock, cancellationToken);
            var before = now;
            now = Stamps();
            if (now.Equals(before))
            {
                break;
            }
        }

        known = now;
    }

    /// <summary>Whether a path is read once and then empty: standard input, and what a shell makes of <c>&lt;(...)</c>.</summary>
    /// <param name="path">As the user gave it.</param>
    internal static bool CannotWatch(string path) =>
        path == SnapshotFiles.StandardInput
        || path.StartsWith("/dev/", StringComparison.Ordinal)
        || path.StartsWith("/proc/", StringComparison.Ordinal);

    /// <summary>What the user is told then.</summary>
    internal static UsageException StandardInputCannotBeWatched() =>
        new("standard input cannot be watched", "write it to a file, and name that with -f");

    private ValueList<FileStamp> Stamps()
    {
        try
        {
            return SnapshotFiles.Expand(options).Select(FileStamp.Of).ToValueList();
        }
        catch (UsageException exception)
        {
            // a path that is not there just now: an editor puts another file in its place
            return [new FileStamp(exception.Message, null, -1, default)];
        }
    }
}

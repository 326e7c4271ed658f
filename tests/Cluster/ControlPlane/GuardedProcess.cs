using System.Diagnostics;
using System.Globalization;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// A server of the tests that cannot outlive them, not even when the test process is killed with SIGKILL.
/// </summary>
/// <remarks>
/// A shell stands between: its watcher reads a pipe that only the test process holds open and kills the server at its end, and the
/// server asked the kernel to be killed with the shell. (Asking to be killed with the test process itself would not do: Linux
/// means the thread that started it, and .NET's pool retires threads.)
/// </remarks>
internal sealed class GuardedProcess : IAsyncDisposable
{
    private const string Guard = """
        log=$1
        shift
        exec 3<&0 2> /dev/null
        if command -v setpriv > /dev/null; then set -- setpriv --pdeathsig KILL "$@"; fi
        "$@" < /dev/null > "$log" 2>&1 3<&- &
        server=$!
        { read -r _ <&3; kill -KILL "$server"; } > /dev/null &
        watcher=$!
        echo "$server $watcher"
        wait "$server"
        code=$?
        kill "$watcher"
        exit "$code"
        """;

    private const int LinesOfLogShown = 12;
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(5);
    private readonly Process shell;

    private GuardedProcess(Process shell, string log)
    {
        this.shell = shell;
        Log = log;
    }

    public string Log { get; }

    /// <summary>Everything that must be gone afterwards: the shell, the server, the watcher.</summary>
    public IReadOnlyList<int> ProcessIds { get; private set; } = [];

    public bool HasEnded => shell.HasExited;

    public static async Task<GuardedProcess> StartAsync(
        string log, string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Guard, "guard", log, program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = new GuardedProcess(Process.Start(start) ?? throw new InvalidOperationException("no /bin/sh"), log);
        try
        {
            var line = await process.shell.StandardOutput.ReadLineAsync(cancellationToken) ?? "";
            var ids = line.Split(' ').Select(id => int.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture));
            process.ProcessIds = [process.shell.Id, .. ids];
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>The end of the server's log, for a failure's message.</summary>
    public string LastWords() =>
        File.Exists(Log) ? string.Join('\n', File.ReadLines(Log).TakeLast(LinesOfLogShown)) : "(no log)";

    public async ValueTask DisposeAsync()
    {
        shell.StandardInput.Close();
        using var deadline = new CancellationTokenSource(TimeToEnd);
        try
        {
            await shell.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            shell.Kill(entireProcessTree: true);
        }
        shell.Dispose();
    }
}

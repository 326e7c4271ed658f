using System.Text;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What anybody on this machine can see of a program's processes while it is watched: arguments and environment.</summary>
internal sealed class ProcessWatch : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly StringBuilder seen = new();
    private readonly BackgroundWork watching;

    /// <param name="program">Its path.</param>
    public ProcessWatch(string program) => watching = new BackgroundWork(ended => WatchAsync(program, ended));

    public string Seen
    {
        get
        {
            lock (gate)
            {
                return seen.ToString();
            }
        }
    }

    public ValueTask DisposeAsync() => watching.DisposeAsync();

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Replace('\0', '\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // it has ended meanwhile
        }
    }

    private async Task WatchAsync(string program, CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var folder in Directory.EnumerateDirectories("/proc").Where(name => char.IsAsciiDigit(name[^1])))
            {
                var arguments = Read(folder + "/cmdline");
                if (arguments.StartsWith(program, StringComparison.Ordinal))
                {
                    lock (gate)
                    {
                        seen.AppendLine(arguments).AppendLine(Read(folder + "/environ"));
                    }
                }
            }
            await Task.Delay(50, cancellationToken);
        }
    }
}

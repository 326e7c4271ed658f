using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Threading.Channels;

[assembly: AssemblyFixture(typeof(KubectlWebhookCert.Tests.Cluster.GoServers))]

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// The program of Serving/go: webhook servers that send any certificates in any order, which SslStream does not.
/// One process for the whole assembly, started by the first test that needs it; it ends with its standard input.
/// </summary>
public sealed class GoServers : IAsyncDisposable
{
    private const string Ready = "ready ";
    private const string Called = "called ";
    private static readonly TimeSpan FirstBuild = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, GoServer> servers = new();
    private readonly Channel<string> starts = Channel.CreateUnbounded<string>();
    private readonly SemaphoreSlim oneAtATime = new(1);
    private Process? process;
    private Task reading = Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            await reading;
            process.Dispose();
        }
        oneAtATime.Dispose();
    }

    /// <exception cref="InvalidOperationException">It cannot listen there, or the program cannot be built; says why.</exception>
    internal async Task<GoServer> StartAsync(GoServing serving, CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            process ??= Launch(await BuildAsync(cancellationToken));
            await process.StandardInput.WriteLineAsync(serving.ToJson());
            await process.StandardInput.FlushAsync(CancellationToken.None);
            var answer = await starts.Reader.ReadAsync(CancellationToken.None);
            return answer.StartsWith(Ready, StringComparison.Ordinal)
                ? ServerAt(answer[Ready.Length..])
                : throw new InvalidOperationException($"{serving}: {answer}");
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private static async Task<string> BuildAsync(CancellationToken cancellationToken)
    {
        var script = Path.Combine(RepositoryRoot.Find(), "tests", "Cluster", "Serving", "go", "build.sh");
        var built = await new ProgramCall("bash", script) { Timeout = FirstBuild }.RunAsync(cancellationToken);
        return built.ExitCode == 0
            ? built.Output.Trim()
            : throw new InvalidOperationException($"cannot build the webhook server: {built.Error}");
    }

    private Process Launch(string program)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var launched = Process.Start(start) ?? throw new InvalidOperationException($"cannot start {program}");
        reading = ReadAsync(launched.StandardOutput);
        return launched;
    }

    private async Task ReadAsync(StreamReader said)
    {
        while (await said.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Called, StringComparison.Ordinal))
            {
                // May overtake the `ready` of its server.
                ServerAt(line[Called.Length..]).Called();
            }
            else
            {
                starts.Writer.TryWrite(line);
            }
        }
        starts.Writer.Complete(new InvalidOperationException("the program of the webhook servers has ended"));
    }

    private GoServer ServerAt(string address) => servers.GetOrAdd(address, _ => new GoServer(IPEndPoint.Parse(address)));
}

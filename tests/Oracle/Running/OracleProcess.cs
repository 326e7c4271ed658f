using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>One oracle, asked many things at once; its answers come in the order of the questions.</summary>
internal sealed class OracleProcess : IAsyncDisposable
{
    private const int OnTheWay = 64;

    private readonly Process process;
    private readonly Channel<TaskCompletionSource<string>> waiting = Channel.CreateBounded<TaskCompletionSource<string>>(OnTheWay);
    private readonly SemaphoreSlim asking = new(1);
    private readonly Task reading;

    private OracleProcess(Process process)
    {
        this.process = process;
        reading = ReadAsync();
    }

    /// <summary>The Go it was built with.</summary>
    public GoVersion Version { get; private set; }

    public static async Task<OracleProcess> StartAsync(string program)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        // GODEBUG and the like would change the verdict.
        start.Environment.Clear();
        var oracle = new OracleProcess(Process.Start(start)!);
        using var answer = JsonDocument.Parse(await oracle.AskAsync("""{"op":"version"}"""));
        oracle.Version = GoVersion.Parse(answer.RootElement.GetProperty("version").GetString());
        return oracle;
    }

    /// <summary>Asks. Waits when too much is on the way already.</summary>
    /// <param name="question">One line of JSON.</param>
    /// <exception cref="InvalidOperationException">The oracle ended.</exception>
    public async Task<string> AskAsync(string question)
    {
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await asking.WaitAsync();
        try
        {
            await waiting.Writer.WriteAsync(answer);
            await process.StandardInput.WriteAsync(question + "\n");
            await process.StandardInput.FlushAsync();
        }
        finally
        {
            asking.Release();
        }

        return await answer.Task;
    }

    public async Task<OracleAnswer> VerifyAsync(OracleCase asked) => OracleAnswer.Read(await AskAsync(asked.ToJson()));

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        process.StandardInput.Close();
        await reading;
        await process.WaitForExitAsync();
        process.Dispose();
        asking.Dispose();
    }

    private async Task ReadAsync()
    {
        await foreach (var answer in waiting.Reader.ReadAllAsync())
        {
            if (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                answer.SetResult(line);
            }
            else
            {
                answer.SetException(new InvalidOperationException($"{process.StartInfo.FileName} ended before it answered"));
            }
        }
    }
}

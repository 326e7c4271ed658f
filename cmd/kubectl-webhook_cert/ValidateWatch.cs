using KubectlWebhookCert.Cluster.Gathering;
using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Commands;

/// <summary><c>validate --watch</c>: judges again when something that was read changes, and as time passes; says only what is new.</summary>
/// <param name="environment">The outside world.</param>
/// <param name="source">What was opened.</param>
/// <param name="reopen">Reads files anew.</param>
/// <param name="judge">Reads what is judged.</param>
/// <param name="print">Judges it.</param>
internal sealed class ValidateWatch(
    AppEnvironment environment, OpenSource source, Func<Task<OpenSource>> reopen, WebhookJudge judge, Func<JudgedReading, Printed> print)
{
    // certificates end, and pods take up new ones, without any object changing
    private static readonly TimeSpan PassingTime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BeforeTryingAgain = TimeSpan.FromSeconds(1);

    private string last = string.Empty;

    /// <summary>Goes on until it is cancelled.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="WebhookCertException">What fails at the first time; later failures are told, and borne.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var current = source;
        var isFirst = true;
        while (true)
        {
            try
            {
                // what files hold is read when they are opened; the one opened first is the caller's to close
                current = isFirst || current.Live is not null ? current : await reopen();
                var read = await judge.ReadAsync(current.Cluster, cancellationToken);
                await SayAsync(print(read), cancellationToken);
                isFirst = false;
                await WaitAsync(current, read, cancellationToken);
            }
            catch (WebhookCertException failure) when (!isFirst)
            {
                await SayAsync(new Printed(string.Empty, $"{failure.FirstLine}\n", failure.ExitCode), cancellationToken);
                await Task.Delay(BeforeTryingAgain, environment.Clock, cancellationToken);
            }
        }
    }

    private async Task WaitAsync(OpenSource current, JudgedReading read, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var change = current.Cluster.WaitForChangeAsync(read.Reading, waiting.Token);
        while (await Task.WhenAny(change, Task.Delay(PassingTime, environment.Clock, waiting.Token)) != change)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await SayAsync(print(await judge.AskAgainAsync(read, cancellationToken)), cancellationToken);
        }

        await waiting.CancelAsync();
        await change;
    }

    // the instant of judgement alone is no news
    private async Task SayAsync(Printed printed, CancellationToken cancellationToken)
    {
        var news = printed.Out + (printed.Out.Length == 0 ? printed.Notes : string.Empty);
        if (news != last)
        {
            last = news;
            await printed.WriteAsync(environment, cancellationToken);
        }
    }
}

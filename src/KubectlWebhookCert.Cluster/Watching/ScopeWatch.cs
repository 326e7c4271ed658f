using System.Text.Json;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Watching;

/// <summary>
/// Watches one scope. It lists, compares the list with what was read, and watches from the list's resourceVersion on: so nothing that
/// happens after the read is missed, however long ago it was.
/// </summary>
/// <param name="cluster">Where to watch.</param>
/// <param name="scope">What to watch.</param>
/// <param name="expected">What was read of it.</param>
/// <param name="fallback">What is done where it may not be watched.</param>
/// <param name="slots">How many lists are read at once.</param>
/// <param name="clock">Paces it.</param>
internal sealed class ScopeWatch(
    LiveCluster cluster, WatchScope scope, Expectation expected, RequestPoll fallback, SemaphoreSlim slots, TimeProvider clock)
{
    /// <summary>A watch that ends sooner is no use; after several of them it is no watch.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);

    /// <summary>The server should have ended it by then: the connection is dead and nobody said so.</summary>
    private static readonly TimeSpan Overdue = TimeSpan.FromSeconds(WatchScope.Seconds + 30);

    private const int ShortOnes = 5;

    private readonly Patience patience = new(clock);
    private string version = string.Empty;

    /// <summary>Goes on until cancelled.</summary>
    /// <param name="changed">Called when something has changed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Action changed, CancellationToken cancellationToken)
    {
        try
        {
            while (await TryAsync(changed, cancellationToken))
            {
                await patience.PauseAsync(cancellationToken);
            }
        }
        catch (Exception refusal) when (
            refusal is InvalidDataException or JsonException
            || (refusal is ApiStatusException { Code: not 401 } && !Patience.IsPassing(refusal)))
        {
            // refused, or no watch comes through to here
        }

        await fallback.RunAsync(changed, cancellationToken);
    }

    /// <returns>Whether to begin anew; false: it cannot be watched.</returns>
    private async Task<bool> TryAsync(Action changed, CancellationToken cancellationToken)
    {
        try
        {
            await ListAsync(changed, cancellationToken);
            await FollowAsync(changed, cancellationToken);
            return false;
        }
        catch (Exception failure) when (patience.Bears(failure))
        {
            return true;
        }
    }

    private async Task ListAsync(Action changed, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        try
        {
            var check = new ListCheck(expected);
            string? position = null;
            do
            {
                var page = await cluster.PageAsync(scope.ListPath(position), scope.Type, check.Look, cancellationToken);
                version = position is null ? page.ResourceVersion : version;
                position = page.Continue;
            }
            while (position is not null);

            if (check.Differs)
            {
                changed();
            }
        }
        finally
        {
            _ = slots.Release();
        }
    }

    private async Task FollowAsync(Action changed, CancellationToken cancellationToken)
    {
        for (var shortOnes = 0; shortOnes < ShortOnes;)
        {
            var started = clock.GetTimestamp();
            using var overdue = new CancellationTokenSource(Overdue, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, overdue.Token);
            try
            {
                await foreach (var line in cluster.EventsAsync(scope.WatchPath(version), either.Token))
                {
                    Note(line.Text("type"), line.GetProperty("object"), changed);
                }
            }
            catch (Exception broken) when (broken is IOException or HttpRequestException)
            {
                // goes on where it was
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // overdue
            }

            patience.Renew();
            shortOnes = clock.GetElapsedTime(started) < Short ? shortOnes + 1 : 0;
            await Task.Delay(RetryDelay.BackOff(Math.Max(1, shortOnes)), clock, cancellationToken);
        }
    }

    private void Note(string? kind, JsonElement item, Action changed)
    {
        if (kind == "DELETED" ? expected.Misses(item) : kind != "BOOKMARK" && expected.Differs(item))
        {
            changed();
        }

        version = item.Text("metadata", "resourceVersion") ?? version;
    }
}

using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>
/// Does what may fail for a while again and again. A write that failed may have been done all the same: what is done here looks first at what
/// is there.
/// </summary>
/// <param name="settings">How long, and who is told.</param>
internal sealed class Retry(ExecutionSettings settings)
{
    /// <summary>Between two looks at the cluster.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Does it.</summary>
    /// <param name="what">Its name, for the user.</param>
    /// <param name="act">What to do.</param>
    /// <param name="cancellationToken">Stops between attempts.</param>
    /// <exception cref="WebhookCertException">It will not succeed, or has not for too long.</exception>
    public Task DoAsync(string what, Func<Task> act, CancellationToken cancellationToken) => GetAsync(
        what,
        async () =>
        {
            await act();
            return true;
        },
        cancellationToken);

    /// <summary>The same for what has a result.</summary>
    /// <param name="what">Its name, for the user.</param>
    /// <param name="ask">What to do.</param>
    /// <param name="cancellationToken">Stops between attempts.</param>
    /// <exception cref="WebhookCertException">As above.</exception>
    public async Task<T> GetAsync<T>(string what, Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        var deadline = settings.Clock.GetUtcNow() + settings.Timeout;
        for (var pause = Pause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await ask();
            }
            catch (WebhookCertException failure) when (IsPassing(failure) && settings.Clock.GetUtcNow() < deadline)
            {
                await settings.Progress.TellAsync($"{what}: {failure.Message}; trying again");
            }

            await Task.Delay(pause, settings.Clock, cancellationToken);
        }
    }

    // a conflict: somebody else was first; 422: so it was with a JSON patch, whose test then fails
    private static bool IsPassing(WebhookCertException failure) => failure is ClusterUnreachableException or ApiStatusException { Code: 409 or 422 or 429 or >= 500 };
}

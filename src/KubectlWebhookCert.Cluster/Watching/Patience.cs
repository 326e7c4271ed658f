using KubectlWebhookCert.Cluster.Api;

namespace KubectlWebhookCert.Cluster.Watching;

/// <summary>Waits for a server that restarts, and not for one that stays away: about a minute.</summary>
/// <param name="clock">Paces the waiting.</param>
internal sealed class Patience(TimeProvider clock)
{
    private const int Tries = 10;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private int failures;

    /// <summary>Whether a failure may pass by itself and has not lasted too long; counts it.</summary>
    /// <param name="failure">The failure.</param>
    public bool Bears(Exception failure) => IsPassing(failure) && ++failures < Tries;

    /// <summary>Something worked.</summary>
    public void Renew() => failures = 0;

    /// <summary>Waits before the next try: longer from failure to failure.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task PauseAsync(CancellationToken cancellationToken)
    {
        var delay = RetryDelay.BackOff(Math.Max(1, failures));
        return Task.Delay(delay < Longest ? delay : Longest, clock, cancellationToken);
    }

    /// <summary>Whether a failure may pass by itself; 410 passes by beginning anew.</summary>
    /// <param name="failure">The failure.</param>
    public static bool IsPassing(Exception failure) =>
        failure is ClusterUnreachableException or ApiStatusException { Code: 410 or 429 or >= 500 };
}

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>A clock on which every wait is over at once, and remembered.</summary>
internal sealed class ImmediateClock : TimeProvider
{
    private readonly List<TimeSpan> waits = [];
    private DateTimeOffset now = DateTimeOffset.UtcNow;

    public IReadOnlyList<TimeSpan> Waits => waits;

    public override DateTimeOffset GetUtcNow() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (waits)
        {
            waits.Add(dueTime);
            now += dueTime;
        }

        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}

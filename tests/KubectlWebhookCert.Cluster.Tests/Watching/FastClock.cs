namespace KubectlWebhookCert.Cluster.Tests.Watching;

/// <summary>A clock that runs so many times as fast, so that what waits waits and a test does not.</summary>
internal sealed class FastClock(int times = 50) : TimeProvider
{
    public override long GetTimestamp() => System.GetTimestamp() * times;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / times : dueTime, period);
}

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>A clock that shows the API server's time: what is issued is judged there, whatever this machine's clock says.</summary>
/// <param name="inner">This machine's clock.</param>
/// <param name="ahead">How far the server's is ahead of it.</param>
public sealed class ShiftedClock(TimeProvider inner, TimeSpan ahead) : TimeProvider
{
    // the server says whole seconds only, and a request takes its time
    private static readonly TimeSpan Unnoticed = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => inner.TimestampFrequency;

    /// <summary>The server's clock; this machine's where they agree, or where the server does not say.</summary>
    /// <param name="inner">This machine's clock.</param>
    /// <param name="answered">The server's clock when it answered just now, or null.</param>
    public static TimeProvider To(TimeProvider inner, DateTimeOffset? answered)
    {
        ArgumentNullException.ThrowIfNull(inner);
        return answered is { } there && there - inner.GetUtcNow() is var ahead && ahead.Duration() > Unnoticed ? new ShiftedClock(inner, ahead) : inner;
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + ahead;

    /// <inheritdoc/>
    public override long GetTimestamp() => inner.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}

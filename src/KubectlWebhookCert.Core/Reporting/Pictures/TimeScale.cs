namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>
/// Where an instant stands on a line on which what is near is wide: a week is as wide as the years behind it, since a week is what counts
/// when a certificate ends. Straight from one tick to the next.
/// </summary>
/// <param name="now">UTC.</param>
/// <param name="left">Where the line begins, in pixels.</param>
/// <param name="width">How long it is, in pixels.</param>
internal sealed class TimeScale(DateTimeOffset now, int left, int width)
{
    /// <summary>The ticks, from the earliest to the last, as wide apart as each other.</summary>
    public static ValueList<TimeTick> Ticks { get; } =
    [
        new(-365, "1y ago"), new(-30, "30d ago"), new(0, "now"), new(7, "7d"), new(30, "30d"), new(90, "90d"), new(365, "1y"), new(3650, "10y"),
    ];

    /// <summary>Where a tick stands.</summary>
    /// <param name="index">Which of <see cref="Ticks"/>.</param>
    public int Tick(int index) => left + (width * index / (Ticks.Count - 1));

    /// <summary>Where an instant stands; beyond the ends it stands at the end.</summary>
    /// <param name="instant">UTC.</param>
    public int Of(DateTimeOffset instant)
    {
        var days = (instant - now).TotalDays;
        for (var index = 1; index < Ticks.Count; index++)
        {
            var (before, after) = (Ticks[index - 1].Days, Ticks[index].Days);
            if (days < after)
            {
                var share = Math.Max(0, (days - before) / (after - before));
                return Tick(index - 1) + (int)(share * (Tick(index) - Tick(index - 1)));
            }
        }

        return left + width;
    }

    /// <summary>Whether an instant is farther in the future than the line goes.</summary>
    /// <param name="instant">UTC.</param>
    public bool IsBeyond(DateTimeOffset instant) => (instant - now).TotalDays > Ticks[^1].Days;

    /// <summary>Whether an instant is farther in the past than the line goes.</summary>
    /// <param name="instant">UTC.</param>
    public bool IsBefore(DateTimeOffset instant) => (instant - now).TotalDays < Ticks[0].Days;
}

/// <summary>A tick.</summary>
/// <param name="Days">Days from now.</param>
/// <param name="Label">The words below it.</param>
internal sealed record TimeTick(int Days, string Label);

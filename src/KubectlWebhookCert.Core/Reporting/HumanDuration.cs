using System.Globalization;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>Lengths of time for people, as kubectl's AGE column prints them.</summary>
/// <remarks>Source: <c>HumanDuration</c> of <c>k8s.io/apimachinery/pkg/util/duration</c>.</remarks>
public static class HumanDuration
{
    /// <summary>For example <c>90s</c>, <c>45m</c>, <c>2d3h</c>, <c>45d</c>, <c>2y30d</c>, <c>9y</c>.</summary>
    /// <param name="length">Not negative.</param>
    public static string Format(TimeSpan length)
    {
        var seconds = (long)length.TotalSeconds;
        var minutes = (long)length.TotalMinutes;
        var hours = (long)length.TotalHours;
        var days = hours / 24;
        var years = days / 365;
        return length switch
        {
            _ when seconds < 60 * 2 => Text($"{seconds}s"),
            _ when minutes < 10 => seconds % 60 == 0 ? Text($"{minutes}m") : Text($"{minutes}m{seconds % 60}s"),
            _ when minutes < 60 * 3 => Text($"{minutes}m"),
            _ when hours < 8 => minutes % 60 == 0 ? Text($"{hours}h") : Text($"{hours}h{minutes % 60}m"),
            _ when hours < 48 => Text($"{hours}h"),
            _ when hours < 24 * 8 => hours % 24 == 0 ? Text($"{days}d") : Text($"{days}d{hours % 24}h"),
            _ when days < 365 * 2 => Text($"{days}d"),
            _ when days < 365 * 8 => days % 365 == 0 ? Text($"{years}y") : Text($"{years}y{days % 365}d"),
            _ => Text($"{years}y"),
        };
    }

    /// <summary>How far an instant is away: <c>7y</c>, or <c>3d ago</c>.</summary>
    /// <param name="instant">UTC.</param>
    /// <param name="now">UTC.</param>
    public static string Until(DateTimeOffset instant, DateTimeOffset now) =>
        instant >= now ? Format(instant - now) : Text($"{Format(now - instant)} ago");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

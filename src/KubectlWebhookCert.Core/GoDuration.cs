using System.Globalization;

namespace KubectlWebhookCert.Core;

/// <summary>Lengths of time as kubectl's flags take them: <c>90s</c>, <c>1h30m</c>, <c>500ms</c>, <c>30d</c>, or a plain number of seconds.</summary>
/// <remarks>Source: Go's <c>time.ParseDuration</c>, without signs, nanoseconds and microseconds; days are ours.</remarks>
public static class GoDuration
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365 * 1000);

    /// <summary>The length, or null where the text is none, is negative or is more than a thousand years.</summary>
    /// <param name="text">For example <c>2m30s</c>.</param>
    public static TimeSpan? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rest = text.AsSpan();
        if (long.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return Bounded(seconds);
        }

        var total = 0.0;
        do
        {
            var number = LengthWhile(rest, character => char.IsAsciiDigit(character) || character == '.');
            var unit = LengthWhile(rest[number..], char.IsAsciiLetter);
            if (!double.TryParse(rest[..number], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
                || SecondsIn(rest.Slice(number, unit)) is not { } secondsInUnit)
            {
                return null;
            }

            total += count * secondsInUnit;
            rest = rest[(number + unit)..];
        }
        while (rest.Length > 0);

        return Bounded(total);
    }

    private static TimeSpan? Bounded(double seconds) => seconds <= Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;

    private static double? SecondsIn(ReadOnlySpan<char> unit) => unit switch
    {
        "ms" => 0.001,
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86400,
        _ => null,
    };

    private static int LengthWhile(ReadOnlySpan<char> text, Func<char, bool> belongs)
    {
        var length = 0;
        while (length < text.Length && belongs(text[length]))
        {
            length++;
        }

        return length;
    }
}

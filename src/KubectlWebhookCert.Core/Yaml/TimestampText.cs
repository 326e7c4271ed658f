namespace KubectlWebhookCert.Core.Yaml;

/// <summary>Recognises what go-yaml v2 takes for a timestamp: such text is a string to us, and has to be quoted when written.</summary>
internal static class TimestampText
{
    /// <summary>Whether a text is a date (<c>2024-1-31</c>), or a date and time with or without a zone.</summary>
    public static bool IsTimestamp(string text)
    {
        var rest = text.AsSpan();
        if (rest.Length < 8 || !Fixed(ref rest, 4, out var year) || !Mark(ref rest, '-') || !Number(ref rest, out var month) ||
            month is 0 or > 12 || !Mark(ref rest, '-') || !Number(ref rest, out var day))
        {
            return false;
        }

        // time.Parse knows the year 0; DateTime does not: 4 has the same days.
        if (day == 0 || day > DateTime.DaysInMonth(year == 0 ? 4 : year, month))
        {
            return false;
        }

        if (rest.IsEmpty)
        {
            return true;
        }

        var separator = rest[0];
        rest = rest[1..];
        return separator switch
        {
            'T' or 't' => IsTime(ref rest) && IsZone(rest),
            ' ' => IsTime(ref rest) && rest.IsEmpty,
            _ => false,
        };
    }

    private static bool IsTime(ref ReadOnlySpan<char> rest)
    {
        if (!Number(ref rest, out var hour) || hour > 23 || !Mark(ref rest, ':') || !Number(ref rest, out var minute) || minute > 59 ||
            !Mark(ref rest, ':') || !Number(ref rest, out var second) || second > 59)
        {
            return false;
        }

        if (rest.Length >= 2 && rest[0] is '.' or ',' && char.IsAsciiDigit(rest[1]))
        {
            rest = rest[1..];
            for (var digits = 0; digits < 9 && rest.Length > 0 && char.IsAsciiDigit(rest[0]); digits++)
            {
                rest = rest[1..];
            }
        }

        return true;
    }

    private static bool IsZone(ReadOnlySpan<char> rest) =>
        rest is "Z" || (rest.Length == 6 && rest[0] is '+' or '-' && rest[3] == ':' && Fixed(rest[1..3], out var hours) && hours <= 24 &&
            Fixed(rest[4..], out var minutes) && minutes <= 60);

    private static bool Mark(ref ReadOnlySpan<char> rest, char mark)
    {
        if (rest.IsEmpty || rest[0] != mark)
        {
            return false;
        }

        rest = rest[1..];
        return true;
    }

    private static bool Number(ref ReadOnlySpan<char> rest, out int value)
    {
        var length = rest.Length > 1 && char.IsAsciiDigit(rest[0]) && char.IsAsciiDigit(rest[1]) ? 2 : 1;
        return Fixed(ref rest, length, out value);
    }

    private static bool Fixed(ReadOnlySpan<char> digits, out int value) => Fixed(ref digits, 2, out value);

    private static bool Fixed(ref ReadOnlySpan<char> rest, int length, out int value)
    {
        value = 0;
        if (rest.Length < length)
        {
            return false;
        }

        foreach (var digit in rest[..length])
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        rest = rest[length..];
        return true;
    }
}

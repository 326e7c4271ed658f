namespace KubectlWebhookCert.X509.Der;

/// <summary>
/// UTCTime and GeneralizedTime as Go reads them: <c>Z</c> or an offset, UTCTime also without seconds, no fractions. Offsets of
/// zero must be written <c>Z</c>. The offset is kept.
/// </summary>
internal static class DerTime
{
    /// <summary>Years 1950 to 2049 (RFC 5280 §4.1.2.5.1); null where malformed.</summary>
    public static DateTimeOffset? ReadUtcTime(ReadOnlySpan<byte> text)
    {
        if (!TryNumber(text, 0, 2, out var year))
        {
            return null;
        }

        year += year >= 50 ? 1900 : 2000;
        return ReadRest(text[2..], year, withSeconds: true) ?? ReadRest(text[2..], year, withSeconds: false);
    }

    /// <summary>Years 0 to 9999 (RFC 5280 §4.1.2.5.2); null where malformed. What .NET cannot hold is moved to its ends.</summary>
    public static DateTimeOffset? ReadGeneralizedTime(ReadOnlySpan<byte> text) =>
        TryNumber(text, 0, 4, out var year) ? ReadRest(text[4..], year, withSeconds: true) : null;

    private static DateTimeOffset? ReadRest(ReadOnlySpan<byte> text, int year, bool withSeconds)
    {
        var length = withSeconds ? 10 : 8;
        var second = 0;
        if (!TryNumber(text, 0, 2, out var month) || !TryNumber(text, 2, 2, out var day)
            || !TryNumber(text, 4, 2, out var hour) || !TryNumber(text, 6, 2, out var minute)
            || (withSeconds && !TryNumber(text, 8, 2, out second))
            || !TryOffset(text[Math.Min(length, text.Length)..], out var offset))
        {
            return null;
        }

        // Year 0 is a leap year to Go and no year to .NET.
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year == 0 ? 4 : year, month) || hour > 23 || minute > 59
            || second > 59)
        {
            return null;
        }

        if (year == 0)
        {
            return DateTimeOffset.MinValue;
        }

        var ticks = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks - offset.Ticks;
        return ticks < 0 ? DateTimeOffset.MinValue
            : ticks > DateTime.MaxValue.Ticks ? DateTimeOffset.MaxValue
            : AtOffset(new DateTimeOffset(ticks, TimeSpan.Zero), offset);
    }

    // .NET holds no offset beyond 14 hours.
    private static DateTimeOffset AtOffset(DateTimeOffset instant, TimeSpan offset)
    {
        var local = instant.Ticks + offset.Ticks;
        var canHold = offset.Duration() <= TimeSpan.FromHours(14) && local >= 0 && local <= DateTime.MaxValue.Ticks;
        return canHold ? instant.ToOffset(offset) : instant;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text.Length == 1)
        {
            return text[0] == (byte)'Z';
        }

        if (text.Length != 5 || text[0] is not ((byte)'+' or (byte)'-')
            || !TryNumber(text, 1, 2, out var hours) || !TryNumber(text, 3, 2, out var minutes)
            || hours > 24 || minutes > 59 || (hours == 0 && minutes == 0))
        {
            return false;
        }

        var minutesEast = (hours * 60) + minutes;
        offset = TimeSpan.FromMinutes(text[0] == (byte)'+' ? minutesEast : -minutesEast);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, int start, int digits, out int number)
    {
        number = 0;
        if (text.Length < start + digits)
        {
            return false;
        }

        foreach (var digit in text.Slice(start, digits))
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        return true;
    }
}

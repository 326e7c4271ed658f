using System.Globalization;

namespace KubectlWebhookCert.Core.Yaml;

/// <summary>Numbers read and written as Go's strconv and encoding/json do.</summary>
/// <remarks>Source: the Go standard library's documentation of <c>strconv</c>, <c>fmt</c> and <c>encoding/json</c>.</remarks>
internal static class GoNumber
{
    /// <summary>An integer with an optional sign and prefix (<c>0x</c>, <c>0o</c>, <c>0b</c>, or <c>0</c> for octal), as ParseInt reads base 0.</summary>
    /// <returns>False where it is none or has more than 64 bits.</returns>
    public static bool TryParseInteger(ReadOnlySpan<char> text, out ulong magnitude, out bool negative)
    {
        magnitude = 0;
        negative = text is ['-', ..];
        var digits = text is ['+' or '-', ..] ? text[1..] : text;
        if (digits.IsEmpty)
        {
            return false;
        }

        var radix = 10u;
        if (digits[0] == '0')
        {
            radix = digits.Length < 3 ? 8u : char.ToLowerInvariant(digits[1]) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 8u };
            digits = digits[(digits.Length >= 3 && char.IsAsciiLetter(digits[1]) ? 2 : 1)..];
        }

        foreach (var letter in digits)
        {
            var digit = char.IsAsciiHexDigit(letter) ? (uint)Convert.ToInt32(letter.ToString(), 16) : radix;
            if (digit >= radix || magnitude > (ulong.MaxValue - digit) / radix)
            {
                return false;
            }

            magnitude = (magnitude * radix) + digit;
        }

        return true;
    }

    /// <summary>A decimal number as YAML writes one: <c>1</c>, <c>1.</c>, <c>.5</c>, <c>-1.5e+3</c>; false also where it is out of range.</summary>
    public static bool TryParseFloat(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        var rest = text is ['+' or '-', ..] ? text[1..] : text;
        var whole = Digits(rest);
        rest = rest[whole..];
        if (rest is ['.', ..])
        {
            var fraction = Digits(rest[1..]);
            if (whole + fraction == 0)
            {
                return false;
            }

            rest = rest[(fraction + 1)..];
        }
        else if (whole == 0)
        {
            return false;
        }

        if (rest is ['e' or 'E', ..])
        {
            rest = rest[1..];
            rest = rest is ['+' or '-', ..] ? rest[1..] : rest;
            var exponent = Digits(rest);
            if (exponent == 0)
            {
                return false;
            }

            rest = rest[exponent..];
        }

        return rest.IsEmpty && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    /// <summary>As encoding/json writes a float64: decimal, with an exponent below 1e-6 and from 1e21 on. Finite values only.</summary>
    public static string Json(double value)
    {
        var (digits, point) = Shortest(value.ToString("R", CultureInfo.InvariantCulture));
        var exponent = point - 1;
        return digits == "0" || exponent is >= -6 and < 21
            ? Decimal(double.IsNegative(value), digits, point)
            : Scientific(double.IsNegative(value), digits, exponent, minimumExponentDigits: 1);
    }

    /// <summary>As <c>%v</c> and go-yaml write a float64: with an exponent below 1e-4 and from 1e6 on.</summary>
    public static string General(double value) => General(value.ToString("R", CultureInfo.InvariantCulture), double.IsNegative(value));

    /// <summary>As FormatFloat writes a float32 with verb g.</summary>
    public static string General32(float value) => value switch
    {
        float.NaN => ".nan",
        float.PositiveInfinity => ".inf",
        float.NegativeInfinity => "-.inf",
        _ => General(value.ToString("R", CultureInfo.InvariantCulture), float.IsNegative(value)),
    };

    private static string General(string roundTrip, bool negative)
    {
        var (digits, point) = Shortest(roundTrip);
        var exponent = point - 1;
        return digits == "0" || exponent is >= -4 and < 6
            ? Decimal(negative, digits, point)
            : Scientific(negative, digits, exponent, minimumExponentDigits: 2);
    }

    /// <summary>Significant digits without zeros at either end, and where the decimal point stands before them.</summary>
    private static (string Digits, int Point) Shortest(string roundTrip)
    {
        var text = roundTrip.AsSpan().TrimStart('-');
        var mark = text.IndexOf('E');
        var exponent = mark < 0 ? 0 : int.Parse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = mark < 0 ? text : text[..mark];
        var dot = mantissa.IndexOf('.');
        var point = (dot < 0 ? mantissa.Length : dot) + exponent;
        var digits = dot < 0 ? mantissa.ToString() : string.Concat(mantissa[..dot], mantissa[(dot + 1)..]);
        var leading = digits.Length - digits.AsSpan().TrimStart('0').Length;
        digits = digits.Trim('0');
        return digits.Length == 0 ? ("0", 1) : (digits, point - leading);
    }

    private static string Decimal(bool negative, string digits, int point)
    {
        var sign = negative ? "-" : string.Empty;
        return point <= 0 ? $"{sign}0.{new string('0', -point)}{digits}"
            : point >= digits.Length ? $"{sign}{digits}{new string('0', point - digits.Length)}"
            : $"{sign}{digits[..point]}.{digits[point..]}";
    }

    private static string Scientific(bool negative, string digits, int exponent, int minimumExponentDigits)
    {
        var magnitude = Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).PadLeft(minimumExponentDigits, '0');
        var fraction = digits.Length > 1 ? "." + digits[1..] : string.Empty;
        return $"{(negative ? "-" : string.Empty)}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{magnitude}";
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var count = text.IndexOfAnyExceptInRange('0', '9');
        return count < 0 ? text.Length : count;
    }
}

using System.Numerics;

namespace KubectlWebhookCert.X509.Arithmetic;

/// <summary>
/// A number as a sum of powers of 2, each times an odd digit below 2^(width - 1) or its negative, or times zero, which most are
/// (non-adjacent form): many fewer additions of points than doublings.
/// </summary>
internal static class SignedDigits
{
    /// <summary>How many odd multiples the digits of a width ask for: 1, 3, 5, and so on.</summary>
    public static int CountMultiples(int width) => 1 << (width - 2);

    /// <summary>The digits, that of 2^0 first.</summary>
    /// <param name="number">Not negative.</param>
    /// <param name="count">How many: one more than the number has bits at least.</param>
    /// <param name="width">2 to 8.</param>
    public static sbyte[] Of(BigInteger number, int count, int width)
    {
        var bytes = new byte[(count / 8) + 3];
        number.TryWriteBytes(bytes, out _, isUnsigned: true);
        var digits = new sbyte[count];
        var carry = 0;
        for (var i = 0; i < count; i++)
        {
            var window = (((bytes[(i / 8) + 1] << 8) | bytes[i / 8]) >> (i % 8) & ((1 << width) - 1)) + carry;
            if (window % 2 == 0)
            {
                continue;
            }

            carry = window >> (width - 1);
            digits[i] = (sbyte)(window - (carry << width));
            i += width - 1;
        }

        return digits;
    }
}

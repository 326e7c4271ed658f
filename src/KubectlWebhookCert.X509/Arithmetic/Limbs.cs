using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KubectlWebhookCert.X509.Arithmetic;

/// <summary>Natural numbers as digits of 64 bits, lowest first.</summary>
internal static class Limbs
{
    /// <summary>left·right + addend + carry: the low digit; the high one is the carry to the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MultiplyAdd(ulong left, ulong right, ulong addend, ref ulong carry)
    {
        var high = Math.BigMul(left, right, out var low);
        low += addend;
        high += low < addend ? 1UL : 0;
        low += carry;
        high += low < carry ? 1UL : 0;
        carry = high;
        return low;
    }

    /// <summary>left + right + carry, where the carry is 0 or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong left, ulong right, ref ulong carry)
    {
        var partial = left + carry;
        var sum = partial + right;
        carry = (partial < carry ? 1UL : 0) + (sum < right ? 1UL : 0);
        return sum;
    }

    /// <summary>left - right - borrow, where the borrow is 0 or 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Subtract(ulong left, ulong right, ref ulong borrow)
    {
        var partial = left - right;
        var difference = partial - borrow;
        borrow = (left < right ? 1UL : 0) + (partial < borrow ? 1UL : 0);
        return difference;
    }

    /// <returns>The carry.</returns>
    public static ulong Add(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> sum)
    {
        var carry = 0UL;
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] = Add(left[i], right[i], ref carry);
        }

        return carry;
    }

    /// <returns>The borrow.</returns>
    public static ulong Subtract(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> difference)
    {
        var borrow = 0UL;
        for (var i = 0; i < difference.Length; i++)
        {
            difference[i] = Subtract(left[i], right[i], ref borrow);
        }

        return borrow;
    }

    /// <summary>The number, less the modulus where it is not below it.</summary>
    /// <param name="number">Below twice the modulus. Is reused.</param>
    /// <param name="overflow">Its digit beyond the last.</param>
    /// <param name="modulus">As long as the number.</param>
    public static ulong[] Reduce(ulong[] number, ulong overflow, ulong[] modulus)
    {
        var i = number.Length - 1;
        while (i > 0 && number[i] == modulus[i])
        {
            i--;
        }

        if (overflow != 0 || number[i] >= modulus[i])
        {
            Subtract(number, modulus, number);
        }

        return number;
    }

    /// <summary>Fills all digits; the number must fit.</summary>
    public static void Write(BigInteger number, Span<ulong> limbs)
    {
        limbs.Clear();
        number.TryWriteBytes(MemoryMarshal.AsBytes(limbs), out _, isUnsigned: true);
        if (!BitConverter.IsLittleEndian)
        {
            System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(limbs, limbs);
        }
    }

    public static BigInteger Read(ReadOnlySpan<ulong> limbs)
    {
        var number = BigInteger.Zero;
        for (var i = limbs.Length - 1; i >= 0; i--)
        {
            number = (number << 64) | limbs[i];
        }

        return number;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace KubectlWebhookCert.X509.Arithmetic;

/// <summary>
/// A number modulo the prime of P-256, 2^256 - 2^224 + 2^192 + 2^96 - 1, kept as <see cref="MontgomeryModulus"/> does. Most
/// certificates are signed on this curve, and its prime makes products cheap: -1/prime is 1 modulo 2^64, and of the prime's four
/// limbs only the highest needs a multiplication.
/// </summary>
internal readonly struct P256Element : IFieldElement<P256Element>
{
    private const ulong Prime1 = uint.MaxValue;
    private const ulong Prime3 = 0xffffffff00000001;

    private static readonly BigInteger Prime =
        (BigInteger.One << 256) - (BigInteger.One << 224) + (BigInteger.One << 192) + (BigInteger.One << 96) - 1;

    private readonly ulong limb0;
    private readonly ulong limb1;
    private readonly ulong limb2;
    private readonly ulong limb3;

    public P256Element(BigInteger number)
    {
        Span<ulong> limbs = stackalloc ulong[4];
        Limbs.Write((number << 256) % Prime, limbs);
        (limb0, limb1, limb2, limb3) = (limbs[0], limbs[1], limbs[2], limbs[3]);
    }

    private P256Element(ulong limb0, ulong limb1, ulong limb2, ulong limb3)
    {
        this.limb0 = limb0;
        this.limb1 = limb1;
        this.limb2 = limb2;
        this.limb3 = limb3;
    }

    public bool IsZero => (limb0 | limb1 | limb2 | limb3) == 0;

    public static P256Element operator +(in P256Element left, in P256Element right)
    {
        var carry = 0UL;
        var sum0 = Limbs.Add(left.limb0, right.limb0, ref carry);
        var sum1 = Limbs.Add(left.limb1, right.limb1, ref carry);
        var sum2 = Limbs.Add(left.limb2, right.limb2, ref carry);
        var sum3 = Limbs.Add(left.limb3, right.limb3, ref carry);
        return Reduce(sum0, sum1, sum2, sum3, carry);
    }

    public static P256Element operator -(in P256Element left, in P256Element right)
    {
        var borrow = 0UL;
        var limb0 = Limbs.Subtract(left.limb0, right.limb0, ref borrow);
        var limb1 = Limbs.Subtract(left.limb1, right.limb1, ref borrow);
        var limb2 = Limbs.Subtract(left.limb2, right.limb2, ref borrow);
        var limb3 = Limbs.Subtract(left.limb3, right.limb3, ref borrow);

        if (borrow == 0)
        {
            return new P256Element(limb0, limb1, limb2, limb3);
        }

        var carry = 0UL;
        return new P256Element(
            Limbs.Add(limb0, ulong.MaxValue, ref carry),
            Limbs.Add(limb1, Prime1, ref carry),
            Limbs.Add(limb2, 0, ref carry),
            limb3 + Prime3 + carry);
    }

    public static P256Element operator *(in P256Element left, in P256Element right)
    {
        var carry = 0UL;
        var limb0 = Limbs.MultiplyAdd(left.limb0, right.limb0, 0, ref carry);
        var limb1 = Limbs.MultiplyAdd(left.limb1, right.limb0, 0, ref carry);
        var limb2 = Limbs.MultiplyAdd(left.limb2, right.limb0, 0, ref carry);
        var limb3 = Limbs.MultiplyAdd(left.limb3, right.limb0, 0, ref carry);
        var limb4 = carry;
        carry = 0;
        limb1 = Limbs.MultiplyAdd(left.limb0, right.limb1, limb1, ref carry);
        limb2 = Limbs.MultiplyAdd(left.limb1, right.limb1, limb2, ref carry);
        limb3 = Limbs.MultiplyAdd(left.limb2, right.limb1, limb3, ref carry);
        limb4 = Limbs.MultiplyAdd(left.limb3, right.limb1, limb4, ref carry);
        var limb5 = carry;
        carry = 0;
        limb2 = Limbs.MultiplyAdd(left.limb0, right.limb2, limb2, ref carry);
        limb3 = Limbs.MultiplyAdd(left.limb1, right.limb2, limb3, ref carry);
        limb4 = Limbs.MultiplyAdd(left.limb2, right.limb2, limb4, ref carry);
        limb5 = Limbs.MultiplyAdd(left.limb3, right.limb2, limb5, ref carry);
        var limb6 = carry;
        carry = 0;
        limb3 = Limbs.MultiplyAdd(left.limb0, right.limb3, limb3, ref carry);
        limb4 = Limbs.MultiplyAdd(left.limb1, right.limb3, limb4, ref carry);
        limb5 = Limbs.MultiplyAdd(left.limb2, right.limb3, limb5, ref carry);
        limb6 = Limbs.MultiplyAdd(left.limb3, right.limb3, limb6, ref carry);
        return Divide(limb0, limb1, limb2, limb3, limb4, limb5, limb6, carry);
    }

    // Every product of two different limbs comes twice: made once and doubled.
    public P256Element Square()
    {
        var carry = 0UL;
        var limb1 = Limbs.MultiplyAdd(limb0, this.limb1, 0, ref carry);
        var limb2 = Limbs.MultiplyAdd(limb0, this.limb2, 0, ref carry);
        var limb3 = Limbs.MultiplyAdd(limb0, this.limb3, 0, ref carry);
        var limb4 = carry;
        carry = 0;
        limb3 = Limbs.MultiplyAdd(this.limb1, this.limb2, limb3, ref carry);
        limb4 = Limbs.MultiplyAdd(this.limb1, this.limb3, limb4, ref carry);
        var limb5 = carry;
        carry = 0;
        limb5 = Limbs.MultiplyAdd(this.limb2, this.limb3, limb5, ref carry);
        var limb6 = carry;
        var high0 = Math.BigMul(limb0, limb0, out var low0);
        var high1 = Math.BigMul(this.limb1, this.limb1, out var low1);
        var high2 = Math.BigMul(this.limb2, this.limb2, out var low2);
        var high3 = Math.BigMul(this.limb3, this.limb3, out var low3);
        carry = 0;
        return Divide(
            low0,
            Limbs.Add(limb1 << 1, high0, ref carry),
            Limbs.Add(limb2 << 1 | limb1 >> 63, low1, ref carry),
            Limbs.Add(limb3 << 1 | limb2 >> 63, high1, ref carry),
            Limbs.Add(limb4 << 1 | limb3 >> 63, low2, ref carry),
            Limbs.Add(limb5 << 1 | limb4 >> 63, high2, ref carry),
            Limbs.Add(limb6 << 1 | limb5 >> 63, low3, ref carry),
            (limb6 >> 63) + high3 + carry);
    }

    /// <summary>A product of two numbers, divided by 2^256 modulo the prime.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static P256Element Divide(
        ulong limb0, ulong limb1, ulong limb2, ulong limb3, ulong limb4, ulong limb5, ulong limb6, ulong limb7)
    {
        var carry = 0UL;
        ClearLowest(limb0, ref limb1, ref limb2, ref limb3, ref limb4, ref carry);
        ClearLowest(limb1, ref limb2, ref limb3, ref limb4, ref limb5, ref carry);
        ClearLowest(limb2, ref limb3, ref limb4, ref limb5, ref limb6, ref carry);
        ClearLowest(limb3, ref limb4, ref limb5, ref limb6, ref limb7, ref carry);
        return Reduce(limb4, limb5, limb6, limb7, carry);
    }

    /// <summary>
    /// Adds the prime as often as the lowest limb says, which makes that 0: 2^96 times it goes to the next two limbs, the prime's
    /// highest limb times it to the two after. No sum of a carry with what is below 2^64 - 2^32 + 1 overflows.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ClearLowest(ulong lowest, ref ulong limb1, ref ulong limb2, ref ulong limb3, ref ulong limb4, ref ulong carry)
    {
        var high = Math.BigMul(lowest, Prime3, out var low) + carry;
        var addend = lowest << 32;
        limb1 += addend;
        addend = (lowest >> 32) + (limb1 < addend ? 1UL : 0);
        limb2 += addend;
        carry = limb2 < addend ? 1UL : 0;
        limb3 = Limbs.Add(limb3, low, ref carry);
        high += carry;
        limb4 += high;
        carry = limb4 < high ? 1UL : 0;
    }

    /// <summary>Less the prime where it is not below it. Most numbers are seen to be below by their highest limb.</summary>
    private static P256Element Reduce(ulong limb0, ulong limb1, ulong limb2, ulong limb3, ulong limb4)
    {
        if (limb4 == 0 && limb3 < Prime3)
        {
            return new P256Element(limb0, limb1, limb2, limb3);
        }

        // Minus 2^64 - 1 is plus 1 minus 2^64.
        var borrow = limb0 == ulong.MaxValue ? 0UL : 1;
        var less1 = Limbs.Subtract(limb1, Prime1, ref borrow);
        var less2 = Limbs.Subtract(limb2, 0, ref borrow);
        var less3 = Limbs.Subtract(limb3, Prime3, ref borrow);
        return borrow > limb4
            ? new P256Element(limb0, limb1, limb2, limb3)
            : new P256Element(limb0 + 1, less1, less2, less3);
    }
}

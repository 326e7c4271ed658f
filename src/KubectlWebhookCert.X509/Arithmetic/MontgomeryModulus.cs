using System.Numerics;

namespace KubectlWebhookCert.X509.Arithmetic;

/// <summary>
/// Arithmetic modulo an odd number, for numbers kept as x·R modulo it, where R is the first power of 2^64 above it: products need
/// no division then (P. Montgomery, 1985). Numbers are limbs of 64 bits, lowest first. Not in constant time: all inputs are public.
/// </summary>
internal sealed class MontgomeryModulus
{
    private readonly BigInteger modulus;
    private readonly ulong[] limbs;

    // -1/modulus modulo 2^64
    private readonly ulong negativeInverse;

    /// <param name="modulus">Odd.</param>
    public MontgomeryModulus(BigInteger modulus)
    {
        this.modulus = modulus;
        limbs = new ulong[(modulus.GetBitLength() + 63) / 64];
        Limbs.Write(modulus, limbs);
        // An odd number is its own inverse in its lowest 3 bits; each of Newton's steps doubles what is right.
        var inverse = limbs[0];
        for (var rightBits = 3; rightBits < 64; rightBits *= 2)
        {
            inverse *= 2 - (limbs[0] * inverse);
        }

        negativeInverse = 0 - inverse;
    }

    /// <summary>number^exponent modulo this.</summary>
    /// <param name="number">Not negative.</param>
    /// <param name="exponent">Positive.</param>
    public BigInteger Power(BigInteger number, BigInteger exponent)
    {
        var factor = Enter(number);
        var power = factor;
        var bits = exponent.ToByteArray();
        for (var i = (int)exponent.GetBitLength() - 2; i >= 0; i--)
        {
            power = Multiply(power, power);
            power = (bits[i / 8] >> (i % 8) & 1) == 0 ? power : Multiply(power, factor);
        }

        return Leave(power);
    }

    public ulong[] Enter(BigInteger number)
    {
        var entered = new ulong[limbs.Length];
        Limbs.Write((number << (64 * limbs.Length)) % modulus, entered);
        return entered;
    }

    public ulong[] Multiply(ulong[] left, ulong[] right)
    {
        var product = new ulong[limbs.Length];
        var overflow = 0UL;
        foreach (var limb in right)
        {
            overflow = AddAndShift(product, left, limb, overflow);
        }

        return Limbs.Reduce(product, overflow, limbs);
    }

    public ulong[] Add(ulong[] left, ulong[] right)
    {
        var sum = new ulong[limbs.Length];
        return Limbs.Reduce(sum, Limbs.Add(left, right, sum), limbs);
    }

    public ulong[] Subtract(ulong[] left, ulong[] right)
    {
        var difference = new ulong[limbs.Length];
        if (Limbs.Subtract(left, right, difference) != 0)
        {
            Limbs.Add(difference, limbs, difference);
        }

        return difference;
    }

    private BigInteger Leave(ulong[] entered)
    {
        var one = new ulong[limbs.Length];
        one[0] = 1;
        return Limbs.Read(Multiply(entered, one));
    }

    /// <summary>(product + left·limb + modulus·k) / 2^64 with the k that makes the division come out even.</summary>
    /// <returns>What goes beyond the product's limbs: 0 or 1.</returns>
    private ulong AddAndShift(Span<ulong> product, ReadOnlySpan<ulong> left, ulong limb, ulong overflow)
    {
        var divisor = limbs.AsSpan(0, product.Length);
        left = left[..product.Length];
        var carry = 0UL;
        var lowest = Limbs.MultiplyAdd(left[0], limb, product[0], ref carry);
        var factor = lowest * negativeInverse;
        var otherCarry = 0UL;
        Limbs.MultiplyAdd(factor, divisor[0], lowest, ref otherCarry);
        for (var i = 1; i < product.Length; i++)
        {
            var sum = Limbs.MultiplyAdd(left[i], limb, product[i], ref carry);
            product[i - 1] = Limbs.MultiplyAdd(factor, divisor[i], sum, ref otherCarry);
        }

        carry += otherCarry;
        var beyond = carry < otherCarry ? 1UL : 0;
        carry += overflow;
        product[^1] = carry;
        return beyond + (carry < overflow ? 1UL : 0);
    }
}

using System.Numerics;
using KubectlWebhookCert.X509.Arithmetic;
using KubectlWebhookCert.X509.Keys;

namespace KubectlWebhookCert.X509.Tests.Arithmetic;

/// <summary>Numbers at the edges of limbs and of the prime, where carries and borrows are; against BigInteger.</summary>
public sealed class FieldTests
{
    public static TheoryData<string> Curves => ["P-224", "P-256", "P-384", "P-521"];

    [Fact]
    public void The_field_of_P256_is_right() => Compare(NistCurve.P256.Prime, number => new P256Element(number));

    [Theory]
    [MemberData(nameof(Curves))]
    public void Residues_are_right(string curve)
    {
        var prime = NistCurve.Named(curve)?.Prime ?? BigInteger.One;
        var modulus = new MontgomeryModulus(prime);

        Compare(prime, number => new Residue(number, modulus));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1023)]
    [InlineData(2048)]
    public void Powers_are_right(int bits)
    {
        var top = BigInteger.One << bits;
        foreach (var modulus in (BigInteger[])[top - 1, (top >> 1) + 1, (top - (top >> (bits / 2))) | 1])
        {
            var montgomery = new MontgomeryModulus(modulus.IsEven ? modulus + 1 : modulus);
            var odd = modulus.IsEven ? modulus + 1 : modulus;
            foreach (var number in (BigInteger[])[0, 1, 2, odd - 1, odd, odd + 1, top + 12345])
            {
                Assert.All(
                    (long[])[1, 2, 3, 65537, int.MaxValue, long.MaxValue],
                    exponent => Assert.Equal(BigInteger.ModPow(number, exponent, odd), montgomery.Power(number, exponent)));
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    public void Digits_add_up_to_the_number(int width)
    {
        foreach (var number in Edges(NistCurve.P256.Order))
        {
            var digits = SignedDigits.Of(number, 257, width);

            Assert.Equal(number, digits.Select((digit, i) => digit * BigInteger.Pow(2, i)).Aggregate(BigInteger.Add));
            Assert.All(digits, digit => Assert.True(digit == 0 || (digit % 2 != 0 && Math.Abs((int)digit) < 1 << (width - 1))));
        }
    }

    private static void Compare<T>(BigInteger prime, Func<BigInteger, T> element)
        where T : struct, IFieldElement<T>
    {
        // As it is kept: both the numbers and their Montgomery forms lie at edges.
        var inverse = BigInteger.ModPow(BigInteger.One << (int)((prime.GetBitLength() + 63) / 64 * 64), prime - 2, prime);
        List<BigInteger> numbers = [.. Edges(prime), .. Edges(prime).Select(number => number * inverse % prime)];
        foreach (var left in numbers)
        {
            Assert.Equal(left.IsZero, element(left).IsZero);
            Assert.True((element(left).Square() - element(left * left % prime)).IsZero);
            foreach (var right in numbers)
            {
                Assert.True((element(left) + element(right) - element((left + right) % prime)).IsZero);
                Assert.True((element(left) - element(right) - element((left - right + prime) % prime)).IsZero);
                Assert.True(((element(left) * element(right)) - element(left * right % prime)).IsZero);
            }
        }
    }

    private static List<BigInteger> Edges(BigInteger prime)
    {
        List<BigInteger> edges = [0, 1, 2, prime - 1, prime - 2, prime >> 1, (prime >> 1) + 1];
        for (var bit = 32; bit < prime.GetBitLength(); bit += 32)
        {
            var power = BigInteger.One << bit;
            edges.AddRange([power - 1, power, power + 1, prime - power, (prime - power) % power]);
        }

        return edges;
    }
}

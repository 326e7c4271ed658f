using System.Numerics;
using KubectlWebhookCert.X509.Arithmetic;
using KubectlWebhookCert.X509.Keys;

namespace KubectlWebhookCert.X509.Signatures;

/// <summary>Multiples of points of a curve, in one of the ways to keep its coordinates.</summary>
internal sealed class CurveArithmetic<T>
    where T : struct, IFieldElement<T>
{
    private const int KeyWidth = 5;

    private readonly NistCurve curve;
    private readonly Func<BigInteger, T> element;
    private readonly int generatorWidth;
    private readonly JacobianPoint<T>[] generatorMultiples;

    /// <param name="curve">The curve.</param>
    /// <param name="element">Makes a coordinate.</param>
    /// <param name="generatorWidth">Of the generator's <see cref="SignedDigits"/>: wider pays where this is used again and again.</param>
    public CurveArithmetic(NistCurve curve, Func<BigInteger, T> element, int generatorWidth)
    {
        this.curve = curve;
        this.element = element;
        this.generatorWidth = generatorWidth;
        generatorMultiples = OddMultiples(curve.GeneratorX, curve.GeneratorY, generatorWidth);
        if (generatorWidth > KeyWidth)
        {
            generatorMultiples = Array.ConvertAll(generatorMultiples, point => point.ToAffine(Invert, element(BigInteger.One)));
        }
    }

    /// <summary>Whether a number is the x, modulo the order, of the sum of the generator and a point, so many times each.</summary>
    public bool IsSum(BigInteger number, BigInteger generatorTimes, BigInteger x, BigInteger y, BigInteger times)
    {
        var pointMultiples = OddMultiples(x, y, KeyWidth);
        var generatorDigits = SignedDigits.Of(generatorTimes, curve.Bits + 1, generatorWidth);
        var digits = SignedDigits.Of(times, curve.Bits + 1, KeyWidth);
        var sum = pointMultiples[0].ToInfinity();
        for (var i = curve.Bits; i >= 0; i--)
        {
            sum = sum.Double();
            sum = generatorDigits[i] == 0 ? sum : sum.Add(Choose(generatorMultiples, generatorDigits[i]));
            sum = digits[i] == 0 ? sum : sum.Add(Choose(pointMultiples, digits[i]));
        }

        // x itself may be one order more.
        var more = number + curve.Order;
        return !sum.IsInfinity && (sum.HasX(element(number)) || (more < curve.Prime && sum.HasX(element(more))));
    }

    private JacobianPoint<T>[] OddMultiples(BigInteger x, BigInteger y, int width)
    {
        var multiples = new JacobianPoint<T>[SignedDigits.CountMultiples(width)];
        multiples[0] = new JacobianPoint<T>(element(x), element(y), element(BigInteger.One));
        var twice = multiples[0].Double();
        for (var i = 1; i < multiples.Length; i++)
        {
            multiples[i] = multiples[i - 1].Add(twice);
        }

        return multiples;
    }

    private static JacobianPoint<T> Choose(JacobianPoint<T>[] multiples, int digit) =>
        digit > 0 ? multiples[digit / 2] : multiples[-digit / 2].Negate();

    /// <summary>By Fermat's theorem.</summary>
    private T Invert(T number)
    {
        var exponent = curve.Prime - 2;
        var power = element(BigInteger.One);
        for (var i = curve.Bits - 1; i >= 0; i--)
        {
            power = power.Square();
            power = (exponent >> i).IsEven ? power : power * number;
        }

        return power;
    }
}

namespace KubectlWebhookCert.X509.Arithmetic;

/// <summary>
/// A point of a NIST curve (a = -3) as (x/z², y/z³); at infinity where z is 0. So adding needs no division. Formulas by Cohen,
/// Miyaji and Ono (1998), §2. Fields and <c>in</c> spare copies, which took a third of the time.
/// </summary>
internal readonly struct JacobianPoint<T>
    where T : struct, IFieldElement<T>
{
    private readonly T x;
    private readonly T y;
    private readonly T z;

    // z is 1: half of the products of an addition fall away
    private readonly bool isAffine;

    /// <param name="x">Its coordinate.</param>
    /// <param name="y">Its coordinate.</param>
    /// <param name="one">1.</param>
    public JacobianPoint(T x, T y, T one)
        : this(x, y, one, isAffine: true)
    {
    }

    private JacobianPoint(in T x, in T y, in T z, bool isAffine)
    {
        this.x = x;
        this.y = y;
        this.z = z;
        this.isAffine = isAffine;
    }

    public bool IsInfinity => z.IsZero;

    /// <summary>Whether a number is this point's x; asked of no point at infinity.</summary>
    public bool HasX(in T candidate) => (x - (candidate * z.Square())).IsZero;

    public JacobianPoint<T> Negate() => new(x, y - y - y, z, isAffine);

    public JacobianPoint<T> ToInfinity() => new(x, y, z - z, isAffine: false);

    /// <summary>The same point with 1 as its z; asked of no point at infinity.</summary>
    public JacobianPoint<T> ToAffine(Func<T, T> invert, T one)
    {
        var inverse = invert(z);
        var square = inverse.Square();
        return new JacobianPoint<T>(x * square, y * square * inverse, one);
    }

    public JacobianPoint<T> Double()
    {
        var zSquare = z.Square();
        var product = (x - zSquare) * (x + zSquare);
        var slope = product + product + product;
        var twoY = y + y;
        var twoYSquares = y * twoY;
        var half = x * twoYSquares;
        var middle = half + half;
        var square = twoYSquares.Square();
        var newX = slope.Square() - middle - middle;
        var newY = (slope * (middle - newX)) - square - square;
        return new JacobianPoint<T>(newX, newY, twoY * z, isAffine: false);
    }

    public JacobianPoint<T> Add(in JacobianPoint<T> other)
    {
        if (IsInfinity || other.IsInfinity)
        {
            return IsInfinity ? other : this;
        }

        var (start, height) = other.Scale(this);
        var (end, otherHeight) = Scale(other);
        var run = end - start;
        var rise = otherHeight - height;
        if (run.IsZero)
        {
            // The same x: the same point, or its negative, which makes infinity.
            return rise.IsZero ? Double() : ToInfinity();
        }

        var square = run.Square();
        var cube = run * square;
        var middle = start * square;
        var newX = rise.Square() - cube - middle - middle;
        var newY = (rise * (middle - newX)) - (height * cube);
        return new JacobianPoint<T>(newX, newY, (other.isAffine ? z : z * other.z) * run, isAffine: false);
    }

    /// <summary>The other point's coordinates over what both have as denominators.</summary>
    private (T X, T Y) Scale(in JacobianPoint<T> other)
    {
        if (isAffine)
        {
            return (other.x, other.y);
        }

        var square = z.Square();
        return (other.x * square, other.y * z * square);
    }
}

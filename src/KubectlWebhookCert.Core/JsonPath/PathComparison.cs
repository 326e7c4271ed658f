using System.Text;

namespace KubectlWebhookCert.Core.JsonPath;

/// <summary>Compares as Go's text/template does: only like with like.</summary>
internal static class PathComparison
{
    /// <summary>Whether a comparison holds.</summary>
    /// <param name="left">Left of the operator.</param>
    /// <param name="operation">The operator.</param>
    /// <param name="right">Right of the operator.</param>
    /// <exception cref="JsonPathException">The two cannot be compared, or nobody knows the operator.</exception>
    public static bool Holds(PathValue left, string operation, PathValue right) => operation switch
    {
        "==" => AreEqual(left, right),
        "!=" => !AreEqual(left, right),
        "<" => IsLess(left, right),
        "<=" => IsLess(left, right) || AreEqual(left, right),
        ">" => !(IsLess(left, right) || AreEqual(left, right)),
        ">=" => !IsLess(left, right),
        _ => throw new JsonPathException($"unrecognized filter operator {operation}"),
    };

    private static bool AreEqual(PathValue left, PathValue right)
    {
        CheckKinds(left, right);
        return left.Kind switch
        {
            PathKind.Float => left.Real.Equals(right.Real),
            PathKind.Text => left.Text == right.Text,
            _ => left.Integer == right.Integer,
        };
    }

    private static bool IsLess(PathValue left, PathValue right)
    {
        CheckKinds(left, right);
        return left.Kind switch
        {
            PathKind.Boolean => throw new JsonPathException("invalid type for comparison"),
            PathKind.Float => left.Real < right.Real,
            PathKind.Text => Encoding.UTF8.GetBytes(left.Text).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right.Text)) < 0,
            _ => left.Integer < right.Integer,
        };
    }

    private static void CheckKinds(PathValue left, PathValue right)
    {
        if (!IsBasic(left.Kind) || !IsBasic(right.Kind))
        {
            throw new JsonPathException("invalid type for comparison");
        }

        if (left.Kind != right.Kind && !(IsWhole(left.Kind) && IsWhole(right.Kind)))
        {
            throw new JsonPathException("incompatible types for comparison");
        }
    }

    private static bool IsBasic(PathKind kind) => kind is PathKind.Boolean or PathKind.Integer or PathKind.Unsigned or PathKind.Float or PathKind.Text;

    private static bool IsWhole(PathKind kind) => kind is PathKind.Integer or PathKind.Unsigned;
}

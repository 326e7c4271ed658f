namespace KubectlWebhookCert.Core.JsonPath;

/// <summary>One step of a template. Closed: the cases below are all there are.</summary>
internal abstract record PathNode
{
    private PathNode()
    {
    }

    /// <summary>A constant: text outside braces, a quoted literal, a number, a boolean.</summary>
    internal sealed record Constant(PathValue Value) : PathNode;

    /// <summary>What stands in one pair of braces, one step after the other.</summary>
    internal sealed record Steps(List<PathNode> Nodes) : PathNode;

    /// <summary>A field of an object.</summary>
    internal sealed record Field(string Name) : PathNode;

    /// <summary><c>range</c>, <c>end</c>, or what nobody knows.</summary>
    internal sealed record Word(string Name) : PathNode;

    /// <summary>An index or a slice.</summary>
    /// <param name="Start">First index; null: from the beginning.</param>
    /// <param name="End">Index after the last; null: to the end.</param>
    /// <param name="EndFollowsStart">Whether this is one index, so that an end of 0 means the end.</param>
    /// <param name="Step">Takes every so-manieth; null: each.</param>
    internal sealed record Slice(int? Start, int? End, bool EndFollowsStart, int? Step) : PathNode;

    /// <summary>Those elements of a list for which a comparison holds (or which have something, without an operator).</summary>
    internal sealed record Filter(Steps Left, string? Operator, Steps Right) : PathNode;

    /// <summary>Everything in an object or list.</summary>
    internal sealed record Wildcard : PathNode;

    /// <summary>Everything at any depth.</summary>
    internal sealed record Descent : PathNode;

    /// <summary>Several steps from the same place.</summary>
    internal sealed record Union(List<Steps> Alternatives) : PathNode;
}

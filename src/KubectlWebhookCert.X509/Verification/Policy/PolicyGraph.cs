namespace KubectlWebhookCert.X509.Verification.Policy;

/// <summary>
/// The valid policies of a chain, one level for each certificate below the anchor (RFC 9618 §5, which replaces the tree of RFC 5280
/// §6.1.2 by a graph that cannot grow without bound).
/// </summary>
internal sealed class PolicyGraph
{
    /// <summary>anyPolicy (RFC 5280 §4.2.1.4).</summary>
    public const string AnyPolicy = "2.5.29.32.0";

    private readonly List<Dictionary<string, PolicyNode>> levels = [new() { [AnyPolicy] = new PolicyNode(AnyPolicy, []) }];

    public IReadOnlyDictionary<string, PolicyNode> Leaves => levels[^1];

    /// <summary>The nodes one level above the leaves.</summary>
    public IEnumerable<PolicyNode> Parents => levels[^2].Values;

    public void AddLevel() => levels.Add([]);

    /// <summary>Adds a leaf below the parents.</summary>
    public PolicyNode Insert(string policy, IReadOnlyCollection<PolicyNode> parents)
    {
        var node = new PolicyNode(policy, parents);
        foreach (var parent in parents)
        {
            parent.Children.Add(node);
        }

        return levels[^1][policy] = node;
    }

    /// <summary>Takes what a certificate asserts: below each parent that expects it, else below anyPolicy.</summary>
    public void Assert(string policy)
    {
        var parents = Parents.Where(parent => parent.Expected.Contains(policy)).ToList();
        if (parents.Count == 0 && levels[^2].TryGetValue(AnyPolicy, out var any))
        {
            parents.Add(any);
        }

        if (parents.Count > 0)
        {
            Insert(policy, parents);
        }
    }

    /// <summary>Takes anyPolicy: whatever is expected and not asserted holds.</summary>
    public void AssertAny()
    {
        var missing = Parents
            .SelectMany(parent => parent.Expected, (parent, expected) => new { Policy = expected, Parent = parent })
            .Where(pair => !Leaves.ContainsKey(pair.Policy))
            .GroupBy(pair => pair.Policy, pair => pair.Parent)
            .ToList();
        foreach (var parents in missing)
        {
            Insert(parents.Key, [.. parents.Distinct()]);
        }
    }

    public void DeleteLeaf(string policy)
    {
        if (levels[^1].Remove(policy, out var node))
        {
            Unlink(node);
        }
    }

    /// <summary>Removes what nothing follows from.</summary>
    public void Prune()
    {
        for (var level = levels.Count - 2; level > 0; level--)
        {
            foreach (var node in levels[level].Values.Where(node => node.Children.Count == 0).ToList())
            {
                Unlink(node);
                levels[level].Remove(node.Policy);
            }
        }
    }

    /// <summary>Whether a policy is left that the anchor lets through: one that follows from anyPolicy alone, or anyPolicy itself.</summary>
    public bool HasValidPolicy() => Leaves.ContainsKey(AnyPolicy)
        || levels.SelectMany(level => level.Values).Any(node =>
            node.Policy != AnyPolicy && node.Parents.Count == 1 && node.Parents.First().Policy == AnyPolicy);

    private static void Unlink(PolicyNode node)
    {
        foreach (var parent in node.Parents)
        {
            parent.Children.Remove(node);
        }
    }
}

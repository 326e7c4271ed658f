using System.Collections.Immutable;

namespace KubectlWebhookCert.X509.Verification.Constraints;

/// <summary>Domains that constrain, those inside another left out. A name lies in the last one that does not come after it, or in none.</summary>
internal sealed class DomainTrees
{
    private readonly List<string> trees = [];
    private readonly Dictionary<string, string> excludedByParent = new(StringComparer.Ordinal);
    private readonly bool holdsAll;

    public DomainTrees(ImmutableArray<string> domains, bool excludes)
    {
        holdsAll = domains.Contains("");
        foreach (var domain in domains.Order(DomainOrder.Instance).Where(_ => !holdsAll))
        {
            if (trees.Count == 0 || !DomainOrder.IsIn(trees[^1], domain))
            {
                trees.Add(domain);
            }
        }

        foreach (var tree in trees.Where(_ => excludes).Select(DomainOrder.LowerCase))
        {
            excludedByParent[Parent(tree)] = tree;
        }
    }

    public ConstraintAnswer Query(string name) => holdsAll
        ? new ConstraintAnswer(true, "")
        : new ConstraintAnswer(trees.Count > 0, trees.Count == 0 ? null : Find(name) ?? FindCovered(name));

    private string? Find(string name)
    {
        var found = trees.BinarySearch(name, DomainOrder.Instance);
        var nearest = trees[found >= 0 ? found : Math.Max(~found - 1, 0)];
        return found >= 0 || DomainOrder.IsIn(nearest, name) ? nearest : null;
    }

    // A wildcard is excluded with any one of the names that it stands for.
    private string? FindCovered(string name) =>
        name is ['*', ..] && Parent(DomainOrder.LowerCase(name)) is { Length: > 0 } parent ? excludedByParent.GetValueOrDefault(parent) : null;

    private static string Parent(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? "" : name[dot..];
    }
}

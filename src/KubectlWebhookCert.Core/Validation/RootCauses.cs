using KubectlWebhookCert.Core.Rules;

namespace KubectlWebhookCert.Core.Validation;

/// <summary>Puts causes before consequences, and the worst first.</summary>
internal static class RootCauses
{
    /// <summary>In <see cref="Rule.CausedBy"/>: whatever is the first error.</summary>
    public const string AnyError = "*";

    // what an API server meets before it looks at a certificate, in its order
    private static readonly ValueList<string> BeforeTheCertificate =
        ["ca-bundle-unreadable", "service-missing", "service-port-missing", "service-headless", "no-ready-endpoints"];

    /// <summary>Arranges the faults of one subject.</summary>
    /// <param name="faults">The faults.</param>
    /// <param name="firstReason">The API server's words about the certificate that a call meets, or null.</param>
    public static ValueList<Finding> Arrange(IReadOnlyList<FoundFault> faults, string? firstReason)
    {
        var nodes = faults.Select(found => new Node(found.Rule, found.Fault)).ToList();
        var reported = Reported(nodes, firstReason);
        foreach (var node in nodes)
        {
            node.Parent = Parent(node, nodes);
        }

        foreach (var node in nodes)
        {
            // a rule about whatever else is wrong hangs under the first error that hangs under nothing
            if (node.Rule.CausedBy.Contains(AnyError))
            {
                node.Parent = Sorted(nodes.Where(other => other != node && other.Parent is null), nodes, reported)
                    .FirstOrDefault(other => Worst(other, nodes) == Severity.Error);
            }
        }

        return Build(nodes.Where(node => node.Parent is null), nodes, reported);
    }

    private static Node? Parent(Node node, List<Node> nodes) => (node.Fault.CausedBy ?? node.Rule.CausedBy)
        .Select(code => nodes.Find(other => other != node && other.Rule.Code == code && !IsBelow(other, node)))
        .FirstOrDefault(cause => cause is not null);

    private static bool IsBelow(Node node, Node ancestor)
    {
        for (var at = node.Parent; at is not null; at = at.Parent)
        {
            if (at == ancestor)
            {
                return true;
            }
        }

        return false;
    }

    private static Node? Reported(List<Node> nodes, string? firstReason) =>
        BeforeTheCertificate
            .Select(code => nodes.Find(node => node.Rule.Code == code && node.Fault.ApiServerText is not null))
            .FirstOrDefault(node => node is not null)
        ?? (firstReason is null ? null : nodes.Find(node => node.Fault.ApiServerText == firstReason));

    private static ValueList<Finding> Build(IEnumerable<Node> siblings, List<Node> nodes, Node? reported) =>
        Sorted(siblings, nodes, reported)
            .Select(node => new Finding(
                node.Rule,
                Worst(node, nodes),
                node.Fault,
                node == reported,
                Build(nodes.Where(other => other.Parent == node), nodes, reported)))
            .ToValueList();

    private static IEnumerable<Node> Sorted(IEnumerable<Node> siblings, List<Node> nodes, Node? reported) => siblings
        .OrderByDescending(node => Worst(node, nodes))
        .ThenByDescending(node => reported is not null && (node == reported || IsBelow(reported, node)))
        .ThenBy(node => node.Rule.Group)
        .ThenBy(node => node.Rule.Code, StringComparer.Ordinal)
        .ThenBy(nodes.IndexOf);

    private static Severity Worst(Node node, List<Node> nodes)
    {
        var worst = node.Severity;
        foreach (var below in nodes.Where(other => other.Parent == node))
        {
            var severity = Worst(below, nodes);
            worst = severity > worst ? severity : worst;
        }

        return worst;
    }

    private sealed class Node(Rule rule, Fault fault)
    {
        public Rule Rule { get; } = rule;

        public Fault Fault { get; } = fault;

        public Severity Severity { get; } = fault.Severity ?? rule.Severity;

        public Node? Parent { get; set; }
    }
}

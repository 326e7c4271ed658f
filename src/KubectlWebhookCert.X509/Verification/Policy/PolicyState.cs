using KubectlWebhookCert.X509.Extensions;

namespace KubectlWebhookCert.X509.Verification.Policy;

/// <summary>What is known of a chain's policies while it is walked from the anchor down (the variables of RFC 5280 §6.1.2).</summary>
internal sealed class PolicyState(int certificates)
{
    private PolicyGraph? graph = new();
    private long explicitPolicy = certificates;
    private long policyMapping = certificates;
    private long inhibitAnyPolicy = certificates;

    /// <summary>Takes the next certificate; false where the chain fails at it.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="isLeaf">Whether it is the last.</param>
    public bool Take(Certificate certificate, bool isLeaf)
    {
        var policies = certificate.Policies;
        graph = policies.Oids.IsEmpty ? null : graph;
        if (explicitPolicy == 0 && graph is null)
        {
            return false;
        }

        if (graph is not null)
        {
            TakePolicies(graph, policies, inhibitAnyPolicy > 0 || (!isLeaf && certificate.IsSelfIssued));
            if (!isLeaf && !TakeMappings(graph, policies))
            {
                return false;
            }
        }

        if (!isLeaf)
        {
            Prepare(policies, certificate.IsSelfIssued ? 0 : 1);
        }

        return true;
    }

    /// <summary>The end: whether a policy is left if one is demanded (§6.1.5).</summary>
    public bool Holds(Certificate leaf)
    {
        var isDemanded = explicitPolicy <= 1 || leaf.Policies.RequireExplicit == 0;
        return !isDemanded || (graph is not null && graph.HasValidPolicy());
    }

    private static void TakePolicies(PolicyGraph graph, Policies policies, bool anyCounts)
    {
        graph.AddLevel();
        foreach (var policy in policies.Oids.Where(policy => policy != PolicyGraph.AnyPolicy))
        {
            graph.Assert(policy);
        }

        if (anyCounts && policies.Oids.Contains(PolicyGraph.AnyPolicy))
        {
            graph.AssertAny();
        }

        graph.Prune();
    }

    private bool TakeMappings(PolicyGraph graph, Policies policies)
    {
        if (policies.Mappings.IsEmpty)
        {
            return true;
        }

        if (policyMapping == 0)
        {
            foreach (var mapping in policies.Mappings)
            {
                graph.DeleteLeaf(mapping.IssuerPolicy);
            }

            graph.Prune();
            return true;
        }

        if (policies.Mappings.Any(mapping => PolicyGraph.AnyPolicy == mapping.IssuerPolicy || PolicyGraph.AnyPolicy == mapping.SubjectPolicy))
        {
            return false;
        }

        graph.Prune();
        foreach (var mappings in policies.Mappings.GroupBy(mapping => mapping.IssuerPolicy, mapping => mapping.SubjectPolicy))
        {
            var node = graph.Leaves.GetValueOrDefault(mappings.Key)
                ?? (graph.Leaves.TryGetValue(PolicyGraph.AnyPolicy, out var any) ? graph.Insert(mappings.Key, [any]) : null);
            if (node is not null)
            {
                node.Expected = [.. mappings];
            }
        }

        return true;
    }

    private void Prepare(Policies policies, int step)
    {
        explicitPolicy = Next(explicitPolicy, step, policies.RequireExplicit);
        policyMapping = Next(policyMapping, step, policies.InhibitMapping);
        inhibitAnyPolicy = Next(inhibitAnyPolicy, step, policies.InhibitAny);
    }

    private static long Next(long current, int step, long? limit) =>
        Math.Min(Math.Max(current - step, 0), limit is >= 0 ? limit.Value : long.MaxValue);
}

using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>One thing that a ClusterRole allows.</summary>
internal sealed record Right(string Group, string Resource, string Verb)
{
    private const string Roles = "/apis/rbac.authorization.k8s.io/v1/clusterroles";

    /// <summary>What a role of the cluster allows, each thing by itself.</summary>
    public static async Task<IReadOnlyList<Right>> OfAsync(ApiClient client, string role, CancellationToken cancellationToken)
    {
        var state = await client.GetAsync($"{Roles}/{role}", cancellationToken);
        return
        [
            .. from rule in (state["rules"] as JsonArray ?? [])
               from verb in Json.Texts(rule, "verbs")
               from resource in Json.Texts(rule, "resources")
               from @group in Json.Texts(rule, "apiGroups")
               select new Right(@group, resource, verb),
        ];
    }

    /// <summary>Has a role allow these, and waits until the API server goes by it.</summary>
    /// <param name="client">Who may do that.</param>
    /// <param name="role">The role.</param>
    /// <param name="rights">All that it allows from now on.</param>
    /// <param name="user">Who has the role.</param>
    /// <param name="changed">What was taken away or given, by which it is seen that the API server knows.</param>
    /// <param name="namespace">Where the user has it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task SetAsync(
        ApiClient client, string role, IReadOnlyList<Right> rights, string user, IReadOnlyList<Right> changed, string @namespace, CancellationToken cancellationToken)
    {
        var rules = string.Join(',', rights.Select(right => $$"""{"apiGroups":["{{right.Group}}"],"resources":["{{right.Resource}}"],"verbs":["{{right.Verb}}"]}"""));
        await client.MergeAsync($"{Roles}/{role}", $$"""{"rules":[{{rules}}]}""", cancellationToken);
        foreach (var right in changed)
        {
            for (var attempt = 0; await right.IsAllowedAsync(client, user, @namespace, cancellationToken) != rights.Contains(right); attempt++)
            {
                Assert.True(attempt < 200, $"the API server does not go by the role {role}: {right}");
                await Task.Delay(25, cancellationToken);
            }
        }
    }

    public override string ToString() => $"{Verb} {(Group.Length == 0 ? Resource : $"{Resource}.{Group}")}";

    private async Task<bool> IsAllowedAsync(ApiClient client, string user, string @namespace, CancellationToken cancellationToken)
    {
        var (resource, subresource) = Resource.Split('/') is [var parent, var below] ? (parent, below) : (Resource, "");
        var review = await client.CreateAsync(
            "/apis/authorization.k8s.io/v1/subjectaccessreviews",
            $$"""
            {"apiVersion":"authorization.k8s.io/v1","kind":"SubjectAccessReview","spec":{"user":"{{user}}","resourceAttributes":
             {"namespace":"{{@namespace}}","group":"{{Group}}","resource":"{{resource}}","subresource":"{{subresource}}","verb":"{{Verb}}"} } }
            """,
            cancellationToken);
        return (bool?)Json.At(review, "status.allowed") is true;
    }
}

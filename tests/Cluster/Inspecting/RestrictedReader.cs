namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A user of one test's own, who may do what the test grants and nothing else.</summary>
/// <param name="Name">As the API server knows the user.</param>
/// <param name="Kubeconfig">Path of a kubeconfig.</param>
public sealed record RestrictedReader(string Name, string Kubeconfig)
{
    /// <summary>Makes the user: a ServiceAccount, since those can be had on every cluster.</summary>
    public static async Task<RestrictedReader> CreateAsync(TestCluster cluster, ObjectMaker make, CancellationToken cancellationToken)
    {
        var home = await make.NamespaceAsync(cancellationToken);
        var token = await make.ServiceAccountTokenAsync(home, "reader", cancellationToken);
        var kubeconfig = cluster.Folder.Write(FreshName.With("reader"), (cluster.Anonymous with { Token = token }).ToYaml());
        return new RestrictedReader($"system:serviceaccount:{home}:reader", kubeconfig);
    }

    /// <summary>Grants rights, in one namespace or in all (null), and waits until the server knows.</summary>
    public async Task GrantAsync(
        TestCluster cluster, ObjectMaker make, string? @namespace, IReadOnlyList<ReadRight> rights, CancellationToken cancellationToken)
    {
        var rules = string.Join(',', rights.Select(right => right.ToRule()));
        await (@namespace is null
            ? make.GrantEverywhereAsync(Name, rules, cancellationToken)
            : make.GrantAsync(@namespace, Name, rules, cancellationToken));
        for (var attempt = 0; attempt < 100 && !await MayAsync(cluster, @namespace, rights[^1], cancellationToken); attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    private async Task<bool> MayAsync(TestCluster cluster, string? @namespace, ReadRight right, CancellationToken cancellationToken)
    {
        var review = await cluster.Admin.CreateAsync(
            "/apis/authorization.k8s.io/v1/subjectaccessreviews",
            $$"""
            {"apiVersion":"authorization.k8s.io/v1","kind":"SubjectAccessReview","spec":{"user":"{{Name}}","resourceAttributes":
             {"namespace":"{{@namespace}}","group":"{{right.Group}}","resource":"{{right.Resource}}","verb":"{{right.Verb}}"} } }
            """,
            cancellationToken);
        return (bool?)Json.At(review, "status.allowed") is true;
    }
}

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A user who has roles of docs/rbac and nothing else.</summary>
internal sealed class RoleUser
{
    private const string Bindings = "/apis/rbac.authorization.k8s.io/v1";

    private readonly ApiClient admin;
    private readonly RestrictedReader user;
    private readonly string @namespace;

    private RoleUser(ApiClient admin, RestrictedReader user, string @namespace)
    {
        this.admin = admin;
        this.user = user;
        this.@namespace = @namespace;
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Applies docs/rbac and binds some of its roles.</summary>
    /// <param name="cluster">Where.</param>
    /// <param name="make">What makes the bindings.</param>
    /// <param name="namespace">A namespace.</param>
    /// <param name="everywhere">Roles that are bound in the whole cluster.</param>
    /// <param name="inNamespace">Roles that are bound in the namespace.</param>
    public static async Task<RoleUser> CreateAsync(
        TestCluster cluster, ObjectMaker make, string @namespace, IReadOnlyList<string> everywhere, IReadOnlyList<string> inNamespace)
    {
        var folder = Path.Combine(RepositoryRoot.Find(), "docs", "rbac");
        var applied = await new ProgramCall("kubectl", ["apply", "-f", folder, "--kubeconfig", cluster.AdminKubeconfig]).RunAsync(Cancelled);
        Assert.True(applied.ExitCode == 0, applied.Error);
        var user = await RestrictedReader.CreateAsync(cluster, make, Cancelled);
        foreach (var role in everywhere)
        {
            var name = FreshName.With(role);
            await make.ClusterScopedAsync($"{Bindings}/clusterrolebindings", name, Binding("ClusterRoleBinding", name, role, user.Name), Cancelled);
        }
        foreach (var role in inNamespace)
        {
            await cluster.Admin.CreateAsync(
                $"{Bindings}/namespaces/{@namespace}/rolebindings", Binding("RoleBinding", FreshName.With(role), role, user.Name), Cancelled);
        }
        var made = new RoleUser(cluster.Admin, user, @namespace);
        foreach (var role in everywhere.Concat(inNamespace))
        {
            var rights = await Right.OfAsync(cluster.Admin, role, Cancelled);
            await Right.SetAsync(cluster.Admin, role, rights, user.Name, rights, @namespace, Cancelled);
        }
        return made;
    }

    /// <summary>The program as this user.</summary>
    public Task<ProgramResult> RunAsync(params IReadOnlyList<string> arguments) =>
        Plugin.RunAsync(NativeBinary.Call([.. arguments, "--kubeconfig", user.Kubeconfig]) with { Timeout = TimeSpan.FromMinutes(2) });

    /// <summary>How it ends, and what it complains about.</summary>
    public async Task<string> ComplaintsAsync(params IReadOnlyList<string> arguments) => ComplaintsOf(await RunAsync(arguments));

    /// <summary>The same of the whole cluster, with what was found and what no rule could tell.</summary>
    public async Task<string> JudgementAsync()
    {
        var result = await RunAsync("validate", "-o", "prometheus");
        var judged = result.Output.Split('\n').Where(line => line.StartsWith("webhook_cert_", StringComparison.Ordinal) && !line.Contains("timestamp", StringComparison.Ordinal));
        return $"{ComplaintsOf(result)}\n{string.Join('\n', judged)}";
    }

    /// <summary>Without a role, as the API server sees it from now on.</summary>
    /// <param name="role">The role.</param>
    /// <param name="lacks">What it does not allow meanwhile.</param>
    /// <param name="meanwhile">What is done then.</param>
    public async Task<T> WithoutAsync<T>(string role, Func<Right, bool> lacks, Func<Task<T>> meanwhile)
    {
        var rights = await Right.OfAsync(admin, role, Cancelled);
        var taken = rights.Where(lacks).ToArray();
        Assert.NotEmpty(taken);
        await Right.SetAsync(admin, role, [.. rights.Except(taken)], user.Name, taken, @namespace, Cancelled);
        try
        {
            return await meanwhile();
        }
        finally
        {
            await Right.SetAsync(admin, role, rights, user.Name, taken, @namespace, Cancelled);
        }
    }

    /// <summary>Takes away one after the other what a role allows, and expects to see it from what is observed.</summary>
    /// <param name="role">The role.</param>
    /// <param name="unit">What is taken away at once.</param>
    /// <param name="unseen">What makes no difference on this cluster.</param>
    /// <param name="observeAsync">Runs the program, and tells what matters.</param>
    public async Task EachCountsAsync(string role, Func<Right, string> unit, IReadOnlyList<string> unseen, Func<Task<string>> observeAsync)
    {
        var whole = await observeAsync();
        Assert.DoesNotContain("no permission", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("not allowed", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("forbidden", whole, StringComparison.Ordinal);
        List<string> same = [];
        foreach (var part in (await Right.OfAsync(admin, role, Cancelled)).Select(unit).Distinct())
        {
            if (await WithoutAsync(role, right => unit(right) == part, observeAsync) == whole)
            {
                same.Add(part);
            }
        }

        Assert.Equal(unseen.Order(StringComparer.Ordinal), same.Order(StringComparer.Ordinal));
    }

    private static string ComplaintsOf(ProgramResult result) =>
        $"{result.ExitCode}\n{string.Join('\n', result.Error.Split('\n').Where(IsComplaint))}";

    private static bool IsComplaint(string line) =>
        line.StartsWith("error: ", StringComparison.Ordinal)
        || line.StartsWith("warning: ", StringComparison.Ordinal)
        || line.StartsWith("Error from server", StringComparison.Ordinal);

    private static string Binding(string kind, string name, string role, string user) =>
        $$"""
        {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"{{kind}}","metadata":{"name":"{{name}}"},
         "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"{{role}}"},
         "subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"{{user}}"}]}
        """;
}

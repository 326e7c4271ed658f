namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A user loses a permission half-way.</summary>
public sealed class LostPermissionTests(SharedCluster shared) : FaultTest(shared)
{
    private const string Roles = "/apis/rbac.authorization.k8s.io/v1/clusterroles";
    private const string Bindings = "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings";

    private const string Reading = """
        {"apiGroups":["*"],"resources":["*"],"verbs":["get","list","watch"]},
        {"apiGroups":[""],"resources":["pods/portforward","events"],"verbs":["create"]}
        """;

    // what is never lost
    private const string Remaining = Reading + """
        ,{"apiGroups":["coordination.k8s.io"],"resources":["leases"],"verbs":["create","update","delete"]},
        {"apiGroups":["apps"],"resources":["deployments"],"verbs":["patch"]}
        """;

    private const string OfSecrets = """{"apiGroups":[""],"resources":["secrets"],"verbs":["create","update","patch","delete"]}""";

    private const string OfBundles = """
        {"apiGroups":["admissionregistration.k8s.io"],"resources":["validatingwebhookconfigurations"],"verbs":["patch"]}
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_permission_lost_half_way_is_named_and_once_granted_again_the_same_command_ends_it(bool isOfSecrets)
    {
        await using var stage = await StageAsync(CampaignCase.DirectAuthority);
        var (lost, kept) = isOfSecrets ? (OfSecrets, OfBundles) : (OfBundles, OfSecrets);
        var (token, user) = await UserAsync();
        await GrantAsync(user, $"{Remaining},{kept}");
        var binding = await GrantAsync(user, lost);
        var resource = isOfSecrets ? "secrets" : "validatingwebhookconfigurations";
        var group = isOfSecrets ? "" : "admissionregistration.k8s.io";
        await UntilAsync(user, "patch", group, resource, isAllowed: true, Cancelled);

        // the bundles hold both CAs by then, and the Secret is next; or the Secret is written, and the old CA is to go next
        stage.Proxy.OnNext((isOfSecrets ? RotationWrite.Bundle : RotationWrite.Secret).Is, new WriteFault.CallAfter(async (_, ended) =>
        {
            await Cluster.Admin.DeleteAsync($"{Bindings}/{binding}", ended);
            await UntilAsync(user, "patch", group, resource, isAllowed: false, ended);
        }));
        var call = RotateCall.Make(stage.Proxy.KubeconfigOf(token), stage.Stage.Configuration);

        var stopped = await DisturbedStage.RunAsync(call, Cancelled);
        await Task.Delay(TimeSpan.FromSeconds(1), Cancelled);
        AssertNotDone(stopped, resource);
        var between = await stage.State.NotSafeAsync(Cancelled);
        await BindAsync(binding, user);
        await UntilAsync(user, "patch", group, resource, isAllowed: true, Cancelled);
        var result = await DisturbedStage.RunAsync(call, Cancelled);

        NothingWrong.In(between);
        await AssertDoneAsync(stage, result);
        await AssertUnharmedAsync(stage);
    }

    [Fact]
    public async Task Who_may_not_write_everything_is_told_so_before_the_first_write()
    {
        await using var stage = await StageAsync(CampaignCase.DirectAuthority);
        var (token, user) = await UserAsync();
        await GrantAsync(user, $"{Remaining},{OfSecrets}");
        await UntilAsync(user, "patch", "", "secrets", isAllowed: true, Cancelled);

        var result = await DisturbedStage.RunAsync(RotateCall.Make(stage.Proxy.KubeconfigOf(token), stage.Stage.Configuration), Cancelled);

        AssertNotDone(result, "patch validatingwebhookconfigurations.admissionregistration.k8s.io");
        Assert.Empty(stage.Proxy.Writes);
    }

    [Fact]
    public async Task What_the_refusal_names_is_enough()
    {
        await using var stage = await StageAsync(CampaignCase.DirectAuthority);
        var (token, user) = await UserAsync();
        await GrantAsync(user, Reading);
        await UntilAsync(user, "list", "", "secrets", isAllowed: true, Cancelled);
        var call = RotateCall.Make(stage.Proxy.KubeconfigOf(token), stage.Stage.Configuration);

        var refused = await DisturbedStage.RunAsync(call, Cancelled);
        AssertNotDone(refused, "you are not allowed to ");
        var line = refused.Error.Split('\n').First(each => each.Contains("you are not allowed to ", StringComparison.Ordinal));
        var named = line.Split("you are not allowed to ")[^1].Split("; ").Select(Rule);
        await GrantAsync(user, string.Join(',', named));
        await UntilAsync(user, "create", "", "secrets", isAllowed: true, Cancelled); // of the same role, so all of it is known
        var result = await DisturbedStage.RunAsync(call, Cancelled);

        await AssertDoneAsync(stage, result);
        await AssertUnharmedAsync(stage);
    }

    /// <summary>From what `kubectl auth can-i` takes: a verb, a resource with its group and perhaps a name.</summary>
    private static string Rule(string access)
    {
        var words = access.Split(' ');
        var (resource, name) = words[1].Split('/') is [var kind, var one] ? (kind, $"\"{one}\"") : (words[1], "");
        var parts = resource.Split('.', 2);
        var group = parts is [_, var named] ? named : "";
        return $$"""
            {"apiGroups":["{{group}}"],"resources":["{{parts[0]}}"],"verbs":["{{words[0]}}"],"resourceNames":[{{name}}]}
            """;
    }

    private async Task<(string Token, string User)> UserAsync()
    {
        var home = await Make.NamespaceAsync(Cancelled);
        return (await Make.ServiceAccountTokenAsync(home, "rotating", Cancelled), $"system:serviceaccount:{home}:rotating");
    }

    private async Task<string> GrantAsync(string user, string rules)
    {
        var name = FreshName.With("rotating");
        var role = $$"""
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"{{name}}"},"rules":[{{rules}}]}
            """;
        await Make.ClusterScopedAsync(Roles, name, role, Cancelled);
        await BindAsync(name, user);
        return name;
    }

    private Task BindAsync(string role, string user) => Make.ClusterScopedAsync(
        Bindings,
        role,
        $$"""
        {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"{{role}}"},
         "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"{{role}}"},
         "subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"{{user}}"}]}
        """,
        Cancelled);

    // the API server knows of a binding a moment later
    private async Task UntilAsync(
        string user, string verb, string group, string resource, bool isAllowed, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var review = await Cluster.Admin.CreateAsync(
                "/apis/authorization.k8s.io/v1/subjectaccessreviews",
                $$"""
                {"apiVersion":"authorization.k8s.io/v1","kind":"SubjectAccessReview","spec":{"user":"{{user}}","resourceAttributes":
                 {"namespace":"any","group":"{{group}}","resource":"{{resource}}","verb":"{{verb}}"} } }
                """,
                cancellationToken);
            if ((bool?)Json.At(review, "status.allowed") == isAllowed)
            {
                return;
            }
            await Task.Delay(25, cancellationToken);
        }
        throw new TimeoutException("the API server does not know of the binding");
    }
}

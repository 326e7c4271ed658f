using System.Text.Json;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Snapshots;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Tests.Snapshots;

public sealed class SnapshotClusterTests
{
    private const string Manifests =
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: a, namespace: one, labels: {app: web, tier: front}, uid: u-1, resourceVersion: "7"}
        type: kubernetes.io/tls
        data: {k: djE=}
        unknownField: {kept: [1.5]}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: b, namespace: one, labels: {app: db, size: "5"}}
        immutable: true
        data: {k: djE=}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: a, namespace: two}
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: v}
        webhooks:
        - {name: w.example.com, clientConfig: {caBundle: b2xk}}
        """;

    private static readonly WriteOptions Keep = new(DryRun: false, FieldManager: "test");
    private static readonly WriteOptions DryRun = new(DryRun: true, FieldManager: "test");

    [Fact]
    public async Task Objects_are_listed_by_namespace_and_name()
    {
        var cluster = await SnapshotFolder.LoadAsync(Manifests);

        Assert.Equal(["one/a", "one/b", "two/a"], await ListAsync(cluster, null, null));
        Assert.Equal(["two/a"], await ListAsync(cluster, "two", null));
        Assert.Empty(await ListAsync(cluster, "three", null));
        Assert.Empty(await cluster.ListAsync(ResourceTypes.Pod, null, null, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
        Assert.True((await cluster.MayIAsync(new AccessQuestion("delete", ResourceTypes.Secret), TestContext.Current.CancellationToken)).Allowed);
        Assert.Null(await cluster.GetVersionAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("", "one/a one/b two/a")]
    [InlineData("app=web", "one/a")]
    [InlineData("app==web", "one/a")]
    [InlineData(" app = web , tier=front ", "one/a")]
    [InlineData("app=web,tier=back", "")]
    [InlineData("app!=web", "one/b two/a")]
    [InlineData("app", "one/a one/b")]
    [InlineData("!app", "two/a")]
    [InlineData("app in (web, db)", "one/a one/b")]
    [InlineData("app in (web),tier", "one/a")]
    [InlineData("app notin (web)", "one/b two/a")]
    [InlineData("app=", "")]
    [InlineData("app in ()", "")]
    [InlineData("size>4", "one/b")]
    [InlineData("size<5", "")]
    public async Task A_label_selector_selects(string selector, string expected) =>
        Assert.Equal(expected, string.Join(' ', await ListAsync(await SnapshotFolder.LoadAsync(Manifests), null, selector)));

    [Theory]
    [InlineData("app in web", "unable to parse requirement: found 'web', expected: '('")]
    [InlineData("app in (web", "unable to parse requirement: found '', expected: ',' or ')'")]
    [InlineData("app=web tier", "unable to parse requirement: found 'tier', expected: ',' or 'end of string'")]
    [InlineData("app is web", "unable to parse requirement: found 'is', expected: in, notin, =, ==, !=, gt, lt")]
    [InlineData("=web", null)]
    [InlineData("app,", null)]
    [InlineData("size>x", null)]
    public async Task A_wrong_label_selector_is_a_bad_request(string selector, string? message)
    {
        var cluster = await SnapshotFolder.LoadAsync(Manifests);

        var refusal = await Assert.ThrowsAsync<ApiStatusException>(() => ListAsync(cluster, null, selector));

        Assert.Equal("BadRequest", refusal.Reason);
        Assert.Equal(message ?? refusal.Message, refusal.Message);
    }

    [Fact]
    public async Task An_update_needs_the_version_it_was_made_from()
    {
        var cluster = await SnapshotFolder.LoadAsync(Manifests);
        var before = await GetAsync(cluster, "one", "a");
        var changed = Changed(before, """{"data":{"k":"djI="}}""");

        var after = await cluster.UpdateAsync(ResourceTypes.Secret, changed, Keep, TestContext.Current.CancellationToken);

        Assert.NotEqual(before.ResourceVersion, after.ResourceVersion);
        Assert.Equal("djI=", (await GetAsync(cluster, "one", "a")).Json.Text("data", "k"));
        Assert.Equal("[1.5]", after.Json.GetProperty("unknownField").GetProperty("kept").GetRawText());
        Assert.Equal("u-1", after.Uid);
        var refusal = await RefusedAsync(() => cluster.UpdateAsync(ResourceTypes.Secret, changed, Keep, TestContext.Current.CancellationToken));
        Assert.Equal(
            "Error from server (Conflict): Operation cannot be fulfilled on secrets \"a\": the object has been modified; please apply your changes to the latest version and try again",
            refusal.FirstLine);
        Assert.Equal(409, refusal.Code);
    }

    [Fact]
    public async Task An_update_that_changes_nothing_keeps_the_version()
    {
        var cluster = await SnapshotFolder.LoadAsync(Manifests);
        var before = await GetAsync(cluster, "one", "a");

        var after = await cluster.UpdateAsync(ResourceTypes.Secret, before, Keep, TestContext.Current.CancellationToken);

        Assert.Equal("7", after.ResourceVersion);
        Assert.Empty(cluster.Changed);
    }

    [Fact]
    public async Task A_dry_run_is_judged_and_not_kept()
    {
        var cluster = await SnapshotFolder.LoadAsync(Manifests);
        var before = await GetAsync(cluster, "one", "a");
        var changed = Changed(before, """{"data":{"k":"djI="}}""");

        Assert.Equal("djI=", (await cluster.UpdateAsync(ResourceTypes.Secret, changed, DryRun, TestContext.Current.CancellationToken)).Json.Text("data", "k"));
        await cluster.DeleteAsync(ResourceTypes.Secret, "one", "a", null, DryRun, TestContext.Current.CancellationToken);
        await cluster.CreateAsync(ResourceTypes.Secret, Secret("new"), DryRun, TestContext.Current.CancellationToken);

        Assert.Equal("djE=", (await GetAsync(cluster, "one", "a")).Json.Text("data", "k"));
        Assert.Equal("NotFound", (await RefusedAsync(() => GetAsync(cluster, "default", "new"))).Reason);
        Assert.Empty(cluster.Changed);
        Assert.Equal("Conflict", (await RefusedAsync(() => cluster.UpdateAsync(ResourceTypes.Secret, Changed(before, """{"metadata":{"resourceVersion":"6"}}"""), DryRun, TestContext.Current.CancellationToken))).Reason);
    }

    [Fact]
    public async Task Refusals_are_worded_as_a_servers()
    {
        var cluster = await SnapshotFolder.LoadAsync(Manifests);
        var token = TestContext.Current.CancellationToken;
        var b = await GetAsync(cluster, "one", "b");
        var v = await cluster.GetAsync(ResourceTypes.ValidatingWebhookConfiguration, null, "v", token);

        await SaysAsync("secrets \"x\" not found", 404, () => GetAsync(cluster, "one", "x"));
        await SaysAsync("validatingwebhookconfigurations.admissionregistration.k8s.io \"x\" not found", 404, () => cluster.DeleteAsync(ResourceTypes.ValidatingWebhookConfiguration, null, "x", null, Keep, token));
        await SaysAsync("secrets \"b\" already exists", 409, () => cluster.CreateAsync(ResourceTypes.Secret, Changed(b, """{"metadata":{"resourceVersion":null}}"""), Keep, token));
        await SaysAsync("resourceVersion should not be set on objects to be created", 400, () => cluster.CreateAsync(ResourceTypes.Secret, b, Keep, token));
        await SaysAsync("Secret \"\" is invalid: metadata.name: Required value: name or generateName is required", 422, () => cluster.CreateAsync(ResourceTypes.Secret, Changed(Secret("x"), """{"metadata":{"name":null}}"""), Keep, token));
        await SaysAsync("Secret in version \"v1\" cannot be handled as a ConfigMap", 400, () => cluster.CreateAsync(ResourceTypes.ConfigMap, Secret("x"), Keep, token));
        await SaysAsync("Secret \"b\" is invalid: data: Forbidden: field is immutable when `immutable` is set", 422, () => cluster.UpdateAsync(ResourceTypes.Secret, Changed(b, """{"data":{"k":"djI="}}"""), Keep, token));
        await SaysAsync("Secret \"b\" is invalid: immutable: Forbidden: field is immutable when `immutable` is set", 422, () => cluster.UpdateAsync(ResourceTypes.Secret, Changed(b, """{"immutable":false}"""), Keep, token));
        await SaysAsync("Secret \"b\" is invalid: type: Invalid value: \"kubernetes.io/tls\": field is immutable", 422, () => cluster.UpdateAsync(ResourceTypes.Secret, Changed(b, """{"type":"kubernetes.io/tls"}"""), Keep, token));
        await SaysAsync("ValidatingWebhookConfiguration.admissionregistration.k8s.io \"v\" is invalid: metadata.resourceVersion: Invalid value: 0x0: must be specified for an update", 422, () => cluster.UpdateAsync(ResourceTypes.ValidatingWebhookConfiguration, Changed(v, """{"metadata":{"resourceVersion":null}}"""), Keep, token));
        await SaysAsync("Operation cannot be fulfilled on secrets \"a\": Precondition failed: UID in precondition: u-2, UID in object meta: u-1", 409, () => cluster.DeleteAsync(ResourceTypes.Secret, "one", "a", new DeletePreconditions("u-2", null), Keep, token));
        await SaysAsync("Operation cannot be fulfilled on secrets \"a\": Precondition failed: ResourceVersion in precondition: 6, ResourceVersion in object meta: 7", 409, () => cluster.DeleteAsync(ResourceTypes.Secret, "one", "a", new DeletePreconditions("u-1", "6"), Keep, token));
        Assert.Empty(cluster.Changed);
    }

    [Fact]
    public async Task A_json_patch_is_applied_when_its_tests_hold()
    {
        var cluster = await SnapshotFolder.LoadAsync(Manifests);
        var token = TestContext.Current.CancellationToken;
        var patch = new ObjectPatch.JsonPatch(Parse(
            """[{"op":"test","path":"/webhooks/0/clientConfig/caBundle","value":"b2xk"},{"op":"replace","path":"/webhooks/0/clientConfig/caBundle","value":"bmV3"}]"""));

        var after = await cluster.PatchAsync(ResourceTypes.ValidatingWebhookConfiguration, null, "v", patch, Keep, token);

        Assert.Equal("bmV3", after.Json.GetProperty("webhooks")[0].Text("clientConfig", "caBundle"));
        await SaysAsync(
            "the server rejected our request due to an error in our request: operation 1 of the JSON patch at /webhooks/0/clientConfig/caBundle: test failed",
            422,
            () => cluster.PatchAsync(ResourceTypes.ValidatingWebhookConfiguration, null, "v", patch, Keep, token));
        await SaysAsync(
            "error decoding patch: a JSON patch is a list of operations", 400, () => cluster.PatchAsync(ResourceTypes.Secret, "one", "a", new ObjectPatch.JsonPatch(Parse("{}")), Keep, token));
        await SaysAsync(
            "the name of the object (other) does not match the name on the URL (a)",
            400,
            () => cluster.PatchAsync(ResourceTypes.Secret, "one", "a", new ObjectPatch.MergePatch(Parse("""{"metadata":{"name":"other"}}""")), Keep, token));
    }

    [Fact]
    public async Task A_merge_patch_with_a_version_has_it_as_its_precondition()
    {
        var cluster = await SnapshotFolder.LoadAsync(Manifests);
        var token = TestContext.Current.CancellationToken;
        static ObjectPatch.MergePatch Patch(string version) => new(Parse($$$"""{"metadata":{"resourceVersion":"{{{version}}}","annotations":{"x":"y"}},"stringData":{"k":"v2"}}"""));

        Assert.Equal("Conflict", (await RefusedAsync(() => cluster.PatchAsync(ResourceTypes.Secret, "one", "a", Patch("6"), Keep, token))).Reason);
        var after = await cluster.PatchAsync(ResourceTypes.Secret, "one", "a", Patch("7"), Keep, token);

        Assert.Equal("y", after.Annotation("x"));
        Assert.Equal("djI=", after.Json.Text("data", "k"));
    }

    [Fact]
    public async Task What_changed_can_be_listed_as_it_would_be_applied()
    {
        var cluster = await SnapshotFolder.LoadAsync(Manifests);
        var token = TestContext.Current.CancellationToken;
        var annotate = new ObjectPatch.MergePatch(Parse("""{"metadata":{"annotations":{"x":"y"}}}"""));
        var restore = new ObjectPatch.MergePatch(Parse("""{"metadata":{"annotations":null}}"""));

        await cluster.PatchAsync(ResourceTypes.Secret, "two", "a", annotate, Keep, token);
        await cluster.PatchAsync(ResourceTypes.Secret, "one", "a", annotate, Keep, token);
        await cluster.PatchAsync(ResourceTypes.ValidatingWebhookConfiguration, null, "v", annotate, Keep, token);
        await cluster.PatchAsync(ResourceTypes.ValidatingWebhookConfiguration, null, "v", restore, Keep, token);
        await cluster.CreateAsync(ResourceTypes.Secret, Secret("new"), Keep, token);
        await cluster.CreateAsync(ResourceTypes.Secret, Secret("short-lived"), Keep, token);
        await cluster.DeleteAsync(ResourceTypes.Secret, "default", "short-lived", null, Keep, token);
        await cluster.DeleteAsync(ResourceTypes.Secret, "one", "b", null, Keep, token);

        Assert.Equal(
            ["Updated Secret two/a ", "Updated Secret one/a 7+", "Created Secret default/new ", "Deleted Secret one/b "],
            cluster.Changed.Select(change => $"{change.Kind} {change.Resource} {(change.Resource.ResourceVersion is null ? "" : "7+")}"));
        Assert.Equal("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"new","namespace":"default"}}""", cluster.Changed[2].Resource.Json.GetRawText());
    }

    [Fact]
    public async Task A_generated_name_is_new_each_time()
    {
        var cluster = await SnapshotFolder.LoadAsync(Manifests);
        var manifest = Changed(Secret("x"), """{"metadata":{"name":null,"generateName":"backup-"}}""");

        var first = await cluster.CreateAsync(ResourceTypes.Secret, manifest, Keep, TestContext.Current.CancellationToken);
        var second = await cluster.CreateAsync(ResourceTypes.Secret, manifest, Keep, TestContext.Current.CancellationToken);

        Assert.StartsWith("backup-", first.Name, StringComparison.Ordinal);
        Assert.NotEqual(first.Name, second.Name);
    }

    [Fact]
    public async Task A_cancelled_request_is_not_carried_out()
    {
        var cluster = await SnapshotFolder.LoadAsync(Manifests);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => cluster.DeleteAsync(ResourceTypes.Secret, "one", "a", null, Keep, new CancellationToken(canceled: true)));

        Assert.Empty(cluster.Changed);
    }

    private static async Task SaysAsync(string message, int code, Func<Task> request)
    {
        var refusal = await RefusedAsync(request);
        Assert.Equal(message, refusal.Message);
        Assert.Equal(code, refusal.Code);
    }

    private static async Task<ApiStatusException> RefusedAsync(Func<Task> request) => await Assert.ThrowsAsync<ApiStatusException>(request);

    private static Task<KubernetesObject> GetAsync(SnapshotCluster cluster, string namespaceName, string name) =>
        cluster.GetAsync(ResourceTypes.Secret, namespaceName, name, TestContext.Current.CancellationToken);

    private static async Task<List<string>> ListAsync(SnapshotCluster cluster, string? namespaceName, string? selector)
    {
        var names = new List<string>();
        await foreach (var item in cluster.ListAsync(ResourceTypes.Secret, namespaceName, selector, TestContext.Current.CancellationToken))
        {
            names.Add($"{item.Namespace}/{item.Name}");
        }

        return names;
    }

    private static KubernetesObject Secret(string name) => new(Parse($$$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"{{{name}}}"}}"""));

    private static KubernetesObject Changed(KubernetesObject item, string patch) => new(Core.Patching.MergePatch.Apply(item.Json, Parse(patch)));

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}

using System.Globalization;
using System.Text.Json;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>That the live cluster's requests mean to a real API server what they are meant to.</summary>
public sealed class LiveClusterTests(SharedCluster shared) : ClusterTest(shared)
{
    private static readonly WriteOptions Plain = new(false, "cluster-test");

    private static KubernetesObject ConfigMap(string @namespace, string name, string extra = "") => new(JsonElement.Parse(
        $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{{name}}}","namespace":"{{{@namespace}}}"{{{extra}}}},"data":{"n":"1"}}"""));

    [Fact]
    public async Task An_object_lives_and_dies()
    {
        using var cluster = await ConnectAsync(Cluster.AdminKubeconfig);
        var home = await Make.NamespaceAsync(Cancelled);

        var created = await cluster.CreateAsync(ResourceTypes.ConfigMap, ConfigMap(home, "web"), Plain, Cancelled);
        await Assert.ThrowsAsync<ApiStatusException>(
            () => cluster.CreateAsync(ResourceTypes.ConfigMap, ConfigMap(home, "web"), Plain, Cancelled));
        var patched = await cluster.PatchAsync(
            ResourceTypes.ConfigMap,
            home,
            "web",
            new ObjectPatch.JsonPatch(JsonElement.Parse("""[{"op":"test","path":"/data/n","value":"1"},{"op":"replace","path":"/data/n","value":"2"}]""")),
            Plain,
            Cancelled);
        var merged = await cluster.PatchAsync(
            ResourceTypes.ConfigMap, home, "web", new ObjectPatch.MergePatch(JsonElement.Parse("""{"data":{"m":"3"}}""")), new(true, null), Cancelled);
        var stored = await cluster.GetAsync(ResourceTypes.ConfigMap, home, "web", Cancelled);

        Assert.Equal("cluster-test", created.Json.Items("metadata", "managedFields").First().Text("manager"));
        Assert.Equal("2", patched.Json.Text("data", "n"));
        Assert.Equal("3", merged.Json.Text("data", "m"));
        Assert.Null(stored.Json.Text("data", "m")); // it was a dry run
        await RefusedAsync("Conflict", () => cluster.UpdateAsync(
            ResourceTypes.ConfigMap, ConfigMap(home, "web", $",\"resourceVersion\":\"{created.ResourceVersion}\""), Plain, Cancelled));
        await RefusedAsync("Invalid", () => cluster.PatchAsync(
            ResourceTypes.ConfigMap, home, "web", new ObjectPatch.JsonPatch(JsonElement.Parse("""[{"op":"test","path":"/data/n","value":"9"}]""")), Plain, Cancelled));
        await RefusedAsync("Conflict", () => cluster.DeleteAsync(
            ResourceTypes.ConfigMap, home, "web", new DeletePreconditions("another", null), Plain, Cancelled));
        await cluster.DeleteAsync(
            ResourceTypes.ConfigMap, home, "web", new DeletePreconditions(stored.Uid, stored.ResourceVersion), new(true, null), Cancelled);
        await cluster.DeleteAsync(
            ResourceTypes.ConfigMap, home, "web", new DeletePreconditions(stored.Uid, stored.ResourceVersion), Plain, Cancelled);
        var gone = await RefusedAsync("NotFound", () => cluster.GetAsync(ResourceTypes.ConfigMap, home, "web", Cancelled));
        Assert.Equal("Error from server (NotFound): configmaps \"web\" not found", gone.FirstLine);
        Assert.False(gone.TypeNotServed);
    }

    [Fact]
    public async Task A_long_list_comes_in_pages_and_its_objects_say_what_they_are()
    {
        using var cluster = await ConnectAsync(Cluster.AdminKubeconfig);
        var home = await Make.NamespaceAsync(Cancelled);
        var names = Enumerable.Range(0, 1001).Select(n => string.Create(CultureInfo.InvariantCulture, $"c{n:d4}")).ToList();
        await Parallel.ForEachAsync(names, Cancelled, async (name, stop) =>
            await cluster.CreateAsync(ResourceTypes.ConfigMap, ConfigMap(home, name, ",\"labels\":{\"a\":\"b\"}"), Plain, stop));

        var read = new List<KubernetesObject>();
        await foreach (var item in cluster.ListAsync(ResourceTypes.ConfigMap, home, "a in (b)", Cancelled))
        {
            read.Add(item);
        }

        Assert.Equal(names, read.Select(item => item.Name).Order());
        Assert.All(read, item => Assert.Equal(("v1", "ConfigMap"), (item.ApiVersion, item.Kind)));
    }

    [Fact]
    public async Task A_type_the_server_does_not_have_is_told_apart_from_an_object_it_does_not_have()
    {
        using var cluster = await ConnectAsync(Cluster.AdminKubeconfig);
        var nothing = new ResourceType("nothing.example", "v1", "nothings", "Nothing", true, []);

        var one = await RefusedAsync("NotFound", () => cluster.GetAsync(nothing, "default", "web", Cancelled));
        var many = await RefusedAsync("NotFound", async () =>
        {
            await foreach (var item in cluster.ListAsync(nothing, null, null, Cancelled))
            {
                Assert.Fail($"{item} of a type that is not there");
            }
        });

        Assert.True(one.TypeNotServed);
        Assert.True(many.TypeNotServed);
    }

    [Fact]
    public async Task The_restricted_user_is_told_what_is_forbidden()
    {
        using var cluster = await ConnectAsync(Cluster.RestrictedKubeconfig);
        var question = new AccessQuestion("delete", ResourceTypes.Secret, "default");

        var refused = await RefusedAsync("Forbidden", () => cluster.GetAsync(ResourceTypes.Secret, "default", "web", Cancelled));

        Assert.StartsWith("Error from server (Forbidden): secrets \"web\" is forbidden: User ", refused.FirstLine, StringComparison.Ordinal);
        Assert.False((await cluster.MayIAsync(question, Cancelled)).Allowed);
        using var admin = await ConnectAsync(Cluster.AdminKubeconfig);
        Assert.True((await admin.MayIAsync(question, Cancelled)).Allowed);
    }

    [Fact]
    public async Task The_version_says_with_what_Go_the_server_was_built()
    {
        using var cluster = await ConnectAsync(Cluster.AdminKubeconfig);

        var version = await cluster.GetVersionAsync(Cancelled);

        Assert.StartsWith("v1.", version!.GitVersion, StringComparison.Ordinal);
        Assert.StartsWith("go1.", version.GoVersion, StringComparison.Ordinal);
    }

    private static async Task<LiveCluster> ConnectAsync(string kubeconfig)
    {
        var loader = new KubeconfigLoader(KubeconfigEnvironment.OfThisProcess(static _ => null, TimeProvider.System));
        var config = await loader.LoadAsync(new ConfigOverrides { Kubeconfig = kubeconfig }, Cancelled);
        return new LiveCluster(config, new ApiSettings { Version = "test" });
    }

    private static async Task<ApiStatusException> RefusedAsync(string reason, Func<Task> act)
    {
        var refused = await Assert.ThrowsAsync<ApiStatusException>(act);
        Assert.Equal(reason, refused.Reason);
        return refused;
    }
}

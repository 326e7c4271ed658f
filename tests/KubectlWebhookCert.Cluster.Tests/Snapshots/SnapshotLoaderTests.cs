using KubectlWebhookCert.Cluster.Snapshots;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Cluster.Tests.Snapshots;

public sealed class SnapshotLoaderTests
{
    private const string Empty = "apiVersion: v1\nkind: Secret\nmetadata: {name: NAME}\n";

    [Fact]
    public async Task A_directory_gives_its_manifests_and_with_R_those_below_it()
    {
        using var folder = new SnapshotFolder();
        folder.Write("b.yaml", Named("b"));
        folder.Write("a.yml", Named("a"));
        folder.Write("c.json", """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"c"}}""");
        folder.Write("readme.txt", "[not yaml");
        folder.Write("d.YAML", "[not yaml");
        folder.Write("below/deeper/d.yaml", Named("d"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "below", "up"), folder.Path);

        Assert.Equal(["a", "b", "c"], await SecretsAsync(await SnapshotFolder.LoadAsync(recursive: false, folder.Path)));
        Assert.Equal(["a", "b", "c", "d"], await SecretsAsync(await SnapshotFolder.LoadAsync(recursive: true, folder.Path)));
    }

    [Fact]
    public async Task Files_and_standard_input_are_mixed_and_the_last_object_of_a_name_counts()
    {
        using var folder = new SnapshotFolder();
        var file = folder.Write("any.ending", Named("a") + "data: {x: Zmlyc3Q=}\n---\n" + Named("b"));

        var cluster = await SnapshotLoader.LoadAsync(
            new SnapshotOptions([file, "-"], false, "default"),
            new StringReader(Named("a") + "data: {x: bGFzdA==}\n"),
            TestContext.Current.CancellationToken);

        Assert.Equal(["a", "b"], await SecretsAsync(cluster));
        var a = await cluster.GetAsync(ResourceTypes.Secret, "default", "a", TestContext.Current.CancellationToken);
        Assert.Equal("bGFzdA==", a.Json.Text("data", "x"));
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Secret, metadata: {name: a}}\n- {apiVersion: v1, kind: Secret, metadata: {name: b}}")]
    [InlineData("apiVersion: v1\nkind: SecretList\nitems:\n- {metadata: {name: a}}\n- {metadata: {name: b}}")]
    [InlineData("apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: SecretList\n  items: [{metadata: {name: a}}, {apiVersion: v1, kind: Secret, metadata: {name: b}}]")]
    [InlineData("{\"apiVersion\":\"v1\",\"kind\":\"SecretList\",\"items\":[{\"metadata\":{\"name\":\"b\"}}]}\n{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"a\"}}")]
    public async Task Lists_are_taken_apart(string manifests) =>
        Assert.Equal(["a", "b"], await SecretsAsync(await SnapshotFolder.LoadAsync(manifests)));

    [Fact]
    public async Task A_typed_lists_items_get_its_type_and_an_empty_list_is_no_object()
    {
        var cluster = await SnapshotFolder.LoadAsync(
            "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfigurationList\nitems:\n- {metadata: {name: a}}\n---\napiVersion: v1\nkind: SecretList\nitems: null\n");

        var a = await cluster.GetAsync(ResourceTypes.ValidatingWebhookConfiguration, null, "a", TestContext.Current.CancellationToken);
        Assert.Equal("admissionregistration.k8s.io/v1", a.ApiVersion);
        Assert.Empty(await SecretsAsync(cluster));
        Assert.Empty(cluster.Notes);
    }

    [Fact]
    public async Task What_is_no_object_is_noted()
    {
        var cluster = await SnapshotFolder.LoadAsync(
            "replicas: 1\n---\n- a\n---\ntext\n---\napiVersion: v1\nkind: Secret\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: a}\n");

        Assert.Equal(
            [
                "standard input line 1: left out: no apiVersion and kind, so no Kubernetes object",
                "standard input line 3: left out: no apiVersion and kind, so no Kubernetes object",
                "standard input line 5: left out: no apiVersion and kind, so no Kubernetes object",
                "standard input line 7: left out: Secret without metadata.name",
            ],
            cluster.Notes.Select(note => note.ToString()));
    }

    [Fact]
    public async Task Objects_get_a_namespace_where_one_belongs()
    {
        var cluster = await SnapshotFolder.LoadAsync(
            "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Node\nmetadata: {name: n1, namespace: wrong}\n---\napiVersion: example.com/v1\nkind: Unknown\nmetadata: {name: u}\n");

        Assert.Equal("default", (await cluster.GetAsync(ResourceTypes.Secret, "default", "a", TestContext.Current.CancellationToken)).Namespace);
        Assert.Null((await cluster.GetAsync(ResourceTypes.Node, null, "n1", TestContext.Current.CancellationToken)).Namespace);
        var unknown = new ResourceType("example.com", "v1", "unknowns", "Unknown", false, []);
        Assert.Equal("u", (await cluster.GetAsync(unknown, null, "u", TestContext.Current.CancellationToken)).Name);
    }

    [Fact]
    public async Task A_secrets_string_data_is_encoded_as_a_server_does()
    {
        var cluster = await SnapshotFolder.LoadAsync("apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {x: eA==, w: eQ==}\nstringData: {x: new, z: é}\n");

        var secret = (await cluster.GetAsync(ResourceTypes.Secret, "default", "a", TestContext.Current.CancellationToken)).Json;
        Assert.Equal("""{"x":"bmV3","w":"eQ==","z":"w6k="}""", secret.GetProperty("data").GetRawText());
        Assert.Null(secret.At("stringData"));
    }

    [Fact]
    public async Task What_cannot_be_found_or_read_is_named()
    {
        using var folder = new SnapshotFolder();
        var bad = folder.Write("bad/x.yaml", Named("a") + "x: [1,\n");
        folder.Write("texts/a.txt", "x");
        folder.Write("texts/below/a.txt", "x");
        var none = folder.Write("none.yaml", "a: 1\n");
        var missing = Path.Combine(folder.Path, "missing");
        var texts = Path.Combine(folder.Path, "texts");

        Assert.Equal($"the path \"{missing}\" does not exist", (await FailsAsync<UsageException>(false, missing)).Message);
        Assert.Equal("the path \"\" does not exist", (await FailsAsync<UsageException>(false, "")).Message);
        var empty = await FailsAsync<UsageException>(false, texts);
        Assert.Equal($"error reading [{texts}]: recognized file extensions are [.json .yaml .yml]", empty.Message);
        Assert.Equal("-R reads the folders below it too", empty.Hint);
        Assert.Null((await FailsAsync<UsageException>(true, texts)).Hint);
        Assert.Equal($"no Kubernetes objects in {none}", (await FailsAsync<UsageException>(false, none)).Message);
        Assert.StartsWith($"cannot read {bad}: line 5: ", (await FailsAsync<UnreadableDocumentException>(false, bad)).Message, StringComparison.Ordinal);
        Assert.Equal("standard input cannot be used for multiple arguments", (await FailsAsync<UsageException>(false, "-", "-")).Message);
        Assert.Equal("cannot read https://x/y.yaml: only files, directories and - are read", (await FailsAsync<UsageException>(false, "https://x/y.yaml")).Message);
    }

    [Fact]
    public async Task A_file_that_is_no_yaml_is_only_noted_where_a_whole_tree_is_read()
    {
        using var folder = new SnapshotFolder();
        var bad = folder.Write("bad.yaml", "a: [1,\n");
        folder.Write("good.yaml", Named("a"));

        await FailsAsync<UnreadableDocumentException>(false, folder.Path);
        await FailsAsync<UnreadableDocumentException>(true, folder.Path, bad);
        var cluster = await SnapshotFolder.LoadAsync(recursive: true, folder.Path);
        Assert.StartsWith($"{bad} line 2: left out: ", Assert.Single(cluster.Notes).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_stops_when_told_to()
    {
        using var folder = new SnapshotFolder();
        var file = folder.Write("a.yaml", Named("a"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => SnapshotLoader.LoadAsync(new SnapshotOptions([file], false, "default"), TextReader.Null, new CancellationToken(canceled: true)));
    }

    private static async Task<T> FailsAsync<T>(bool recursive, params string[] paths)
        where T : Exception => await Assert.ThrowsAsync<T>(() => SnapshotFolder.LoadAsync(recursive, paths));

    private static string Named(string name) => Empty.Replace("NAME", name, StringComparison.Ordinal);

    private static async Task<List<string>> SecretsAsync(SnapshotCluster cluster)
    {
        var names = new List<string>();
        await foreach (var secret in cluster.ListAsync(ResourceTypes.Secret, null, null, TestContext.Current.CancellationToken))
        {
            names.Add(secret.Name);
        }

        return names;
    }
}

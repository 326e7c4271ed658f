using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>`rotate` where one Secret serves webhooks of every kind of configuration.</summary>
public sealed class RotateManyConfigurationsTests(SharedCluster shared) : RotateTest(shared)
{
    private static readonly TimeSpan?[] TwoKubelets = [TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(0.8)];

    /// <summary>What a rotation changes, or the API server by itself.</summary>
    private static readonly IReadOnlyList<string> MayChange = ["caBundle", "resourceVersion", "generation", "managedFields", "status"];

    private readonly TestCertificates authority = new("webhook CA");

    [Fact]
    public async Task All_bundles_of_one_secret_are_replaced_together_and_nothing_else_of_their_objects()
    {
        await using var stage = await PlainStage.MakeAsync(
            ReachingLoopback(), Make, authority, hasAuthorityKey: true, TwoKubelets, Cancelled);
        var widgets = await Make.DefinitionAsync(stage.Service, authority.Pem, Cancelled);
        var aggregated = await Make.ApiServiceAsync(stage.Service, authority.Pem, Cancelled);
        WebhookEntry[] others = [Entry(stage, "Ignore"), Entry(stage, "Fail") with { Name = "b.webhook-cert.test" }];
        BundleTarget[] objects =
        [
            stage.Trusting,
            BundleTarget.Validating(await Make.ValidatingAsync(others, Cancelled)),
            BundleTarget.Mutating(await Make.MutatingAsync([Entry(stage, "Fail")], Cancelled)),
            BundleTarget.Definition(widgets.Configuration),
            BundleTarget.ApiService(aggregated.Configuration),
        ];
        await AssertServedAsync(stage, widgets, aggregated);
        var before = await StateAsync(stage);
        var old = await ReadAsync(objects);

        await using var load = await LoadAsync(Cluster.Admin, stage.Namespace);
        await PauseAsync(0.5);
        var result = await RunAsync(["rotate", $"service/{stage.Service.Name}", "-n", stage.Namespace, "--ca", "--yes"]);
        await PauseAsync(1);
        AssertDone((result, await StopAsync(load)));

        var now = await ReadAsync(objects);
        await AssertServedAnewAsync(stage, before);
        var bundles = objects.Zip(now, (target, state) => target.Bundles(state)).SelectMany(each => each).ToArray();
        Assert.Equal(7, bundles.Length);
        var bundle = SecretData.Decoded(Assert.Single(bundles.Distinct()));
        Assert.NotEqual(authority.Pem, bundle);
        Assert.Single(CertificatePem.Read(bundle) ?? []);
        Assert.Equal(old.Select(Lasting), now.Select(Lasting));
        await AssertServedAsync(stage, widgets, aggregated);
        await AssertSoundAsync($"service/{stage.Service.Name}", "-n", stage.Namespace);
        await AssertNothingUnderWayAsync(stage);
    }

    public override async ValueTask DisposeAsync()
    {
        authority.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>For objects that the load does not send.</summary>
    private WebhookEntry Entry(RotatingStage stage, string failurePolicy) => new(stage.Service, authority.Pem)
    {
        Name = "a.webhook-cert.test",
        FailurePolicy = failurePolicy,
        TimeoutSeconds = 7,
        ObjectLabels = new Dictionary<string, string> { ["webhook-cert.test/connection"] = "other" },
    };

    private static string Lasting(JsonObject state)
    {
        var copy = state.DeepClone();
        Strip(copy);
        return copy.ToJsonString();
    }

    private static void Strip(JsonNode? json)
    {
        if (json is JsonObject map)
        {
            foreach (var key in MayChange)
            {
                map.Remove(key);
            }
        }
        IEnumerable<JsonNode?> below = json switch
        {
            JsonObject ofKeys => ofKeys.Select(each => each.Value),
            JsonArray list => list,
            _ => [],
        };
        foreach (var each in below)
        {
            Strip(each);
        }
    }

    private Task<JsonObject[]> ReadAsync(IEnumerable<BundleTarget> objects) =>
        Task.WhenAll(objects.Select(each => Cluster.Admin.GetAsync(each.Path, Cancelled)));

    /// <summary>The API server's own word: it has an object converted, an API answered, and an object admitted by each of the others.</summary>
    private async Task AssertServedAsync(RotatingStage stage, MadeResource widgets, MadeResource aggregated)
    {
        var name = FreshName.With("widget");
        var stored = $$"""{"apiVersion":"{{widgets.Group}}/v1","kind":"Widget","metadata":{"name":"{{name}}"} }""";
        await EventuallyAsync(
            () => Cluster.Admin.SendAsync(HttpMethod.Post, widgets.Path("v1", stage.Namespace), stored, Cancelled),
            answer => answer.IsSuccess);
        var converted = await EventuallyAsync(
            () => Cluster.Admin.SendAsync(HttpMethod.Get, $"{widgets.Path("v2", stage.Namespace)}/{name}", null, Cancelled),
            answer => answer.IsSuccess);
        Assert.EndsWith("/v2", Json.Text(converted.Body, "apiVersion"), StringComparison.Ordinal);
        var listed = await EventuallyAsync(
            () => Cluster.Admin.SendAsync(HttpMethod.Get, aggregated.Path("v1", stage.Namespace), null, Cancelled),
            answer => answer.IsSuccess);
        Assert.Equal("WidgetList", Json.Text(listed.Body, "kind"));
        var other = """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"other","labels":{"webhook-cert.test/connection":"other"} } }
            """;
        var admitted = await EventuallyAsync(
            () => Cluster.Admin.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{stage.Namespace}/configmaps?dryRun=All", other, Cancelled),
            answer => answer.Warnings.Count > 0);
        Assert.True(admitted.IsSuccess, admitted.Message);
        Assert.NotEmpty(admitted.Warnings);
    }
}

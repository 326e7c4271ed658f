using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A test of `inspect`, with an authority and stages of its own.</summary>
public abstract class InspectTest(SharedCluster shared) : ClusterTest(shared)
{
    protected TestCertificates Authority { get; } = new("webhook CA");

    protected StageMaker Stages => new(Cluster.Admin, Make);

    public override async ValueTask DisposeAsync()
    {
        Authority.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A stage that is as it should be.</summary>
    protected Task<Stage> SoundAsync() => Stages.WholeAsync(IssueAsync, Cancelled);

    /// <summary>A leaf of the test's authority.</summary>
    protected Task<ServingPem> IssueAsync(string serverName) =>
        Task.FromResult(ServingPem.Of(Authority, Authority.Issue(serverName)));

    /// <summary>A ValidatingWebhookConfiguration that calls the stage; returns its name.</summary>
    protected Task<string> ValidatingAsync(Stage stage) => Make.ValidatingAsync([Entry(stage)], Cancelled);

    protected static WebhookEntry Entry(Stage stage) => new(stage.Service, stage.Serving.AuthorityPem);

    /// <summary>`inspect` as the administrator.</summary>
    protected Task<ProgramResult> InspectAsync(params IReadOnlyList<string> arguments) =>
        Plugin.InspectAsync(Cluster.AdminKubeconfig, arguments);

    /// <summary>`inspect -o json` as the administrator.</summary>
    protected async Task<JsonObject> DocumentAsync(params IReadOnlyList<string> arguments) =>
        Plugin.Document(await InspectAsync([.. arguments, "-o", "json"]));

    /// <summary>The one webhook of the one configuration that `inspect TARGET -o json` shows.</summary>
    protected async Task<JsonNode> OnlyWebhookAsync(params IReadOnlyList<string> arguments) => Only(await DocumentAsync(arguments));

    protected static JsonNode Only(JsonObject document)
    {
        Assert.Equal(1, Json.Count(document, "items"));
        Assert.Equal(1, Json.Count(document, "items.0.webhooks"));
        return Assert.IsType<JsonObject>(Json.At(document, "items.0.webhooks.0"));
    }
}

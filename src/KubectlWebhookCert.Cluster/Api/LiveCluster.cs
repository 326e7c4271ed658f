using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>A live API server. Makes its first connection with the first request.</summary>
public sealed partial class LiveCluster : ICluster, IDisposable
{
    /// <summary>Objects asked for at once, as kubectl does.</summary>
    internal const int PageSize = 500;

    // a server that does not know the first sends the second
    private const string Metadata = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";

    private readonly ClientConfig config;
    private readonly ApiConnection connection;
    private readonly TimeProvider clock;

    /// <summary>Reads the connection's settings; connects to nothing yet.</summary>
    /// <param name="config">Where to and as whom.</param>
    /// <param name="settings">How.</param>
    /// <exception cref="UsageException">A setting cannot be used.</exception>
    public LiveCluster(ClientConfig config, ApiSettings settings)
        : this(config, settings, null)
    {
    }

    /// <summary>The same over a handler of the caller's, which is not disposed.</summary>
    /// <param name="config">Where to and as whom.</param>
    /// <param name="settings">How.</param>
    /// <param name="handler">Takes the place of the network; null: the network.</param>
    /// <exception cref="UsageException">A setting cannot be used.</exception>
    public LiveCluster(ClientConfig config, ApiSettings settings, HttpMessageHandler? handler)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(settings);
        this.config = config;
        clock = settings.Clock;
        Transport = new ApiTransport(config, settings, handler);
        connection = new ApiConnection(config, settings, Transport);
    }

    /// <summary>Base address of the API server.</summary>
    public Uri Server => config.Server;

    /// <summary>The client underneath, for what is no request for an object.</summary>
    public ApiTransport Transport { get; }

    /// <inheritdoc/>
    public Task<KubernetesObject> GetAsync(ResourceType type, string? namespaceName, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(type);
        return ObjectOfAsync(
            new ApiRequest(HttpMethod.Get, ResourcePath.Of(type, namespaceName, name)) { Repeatable = true }, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<KubernetesObject> ListAsync(
        ResourceType type, string? namespaceName, string? labelSelector, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(type);
        return PagesAsync(type, namespaceName, labelSelector, null, ApiRequest.Json, cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListNamesAsync(
        ResourceType type, string? namespaceName, string? labelSelector, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(type);
        await foreach (var item in PagesAsync(type, namespaceName, labelSelector, null, Metadata, cancellationToken))
        {
            yield return item.Name;
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<KubernetesObject> ListAsync(
        ResourceType type,
        string? namespaceName,
        string? labelSelector,
        Func<JsonElement, bool> keep,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(keep);
        return PagesAsync(type, namespaceName, labelSelector, keep, ApiRequest.Json, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<KubernetesObject> CreateAsync(
        ResourceType type, KubernetesObject manifest, WriteOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(options);
        var path = ResourcePath.OfNew(type, manifest.Namespace, manifest.Name) + ResourcePath.Query(options);
        return ObjectOfAsync(new ApiRequest(HttpMethod.Post, path) { Body = RequestBody.Of(manifest.Json) }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<KubernetesObject> UpdateAsync(
        ResourceType type, KubernetesObject manifest, WriteOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(options);
        var path = ResourcePath.Of(type, manifest.Namespace, manifest.Name) + ResourcePath.Query(options);
        return ObjectOfAsync(new ApiRequest(HttpMethod.Put, path) { Body = RequestBody.Of(manifest.Json) }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<KubernetesObject> PatchAsync(
        ResourceType type,
        string? namespaceName,
        string name,
        ObjectPatch patch,
        WriteOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(options);
        var (contentType, body) = patch switch
        {
            ObjectPatch.JsonPatch json => ("application/json-patch+json", json.Operations),
            ObjectPatch.MergePatch merge => ("application/merge-patch+json", merge.Document),
            _ => throw new ArgumentNullException(nameof(patch)),
        };
        var part = options.Subresource is null ? string.Empty : $"/{options.Subresource}";
        var path = ResourcePath.Of(type, namespaceName, name) + part + ResourcePath.Query(options);
        var request = new ApiRequest(HttpMethod.Patch, path) { Body = RequestBody.Of(body), ContentType = contentType };
        return ObjectOfAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(
        ResourceType type,
        string? namespaceName,
        string name,
        DeletePreconditions? preconditions,
        WriteOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(options);
        var request = new ApiRequest(HttpMethod.Delete, ResourcePath.Of(type, namespaceName, name))
        {
            Body = RequestBody.OfDelete(preconditions, options),
        };
        (await connection.SendAsync(request, cancellationToken)).Dispose();
    }

    /// <inheritdoc/>
    public async Task<AccessAnswer> MayIAsync(AccessQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var request = new ApiRequest(HttpMethod.Post, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
        {
            Body = RequestBody.OfReview(question),
            Repeatable = true,
        };
        return await ReadAsync(
            request,
            static json => new AccessAnswer(
                json.Boolean("status", "allowed") ?? false,
                json.Text("status", "reason") is { Length: > 0 } reason ? reason : json.Text("status", "evaluationError") ?? string.Empty),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ServerVersion?> GetVersionAsync(CancellationToken cancellationToken) =>
        await ReadAsync(
            new ApiRequest(HttpMethod.Get, "/version") { Repeatable = true },
            static (json, answer) => new ServerVersion(json.Text("gitVersion") ?? string.Empty, json.Text("goVersion") ?? string.Empty, answer.Date),
            cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => Transport.Dispose();

    private async IAsyncEnumerable<KubernetesObject> PagesAsync(
        ResourceType type,
        string? namespaceName,
        string? labelSelector,
        Func<JsonElement, bool>? keep,
        string accept,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var selector = string.IsNullOrEmpty(labelSelector) ? string.Empty : $"&labelSelector={Uri.EscapeDataString(labelSelector)}";
        var path = string.Create(CultureInfo.InvariantCulture, $"{ResourcePath.Of(type, namespaceName)}?limit={PageSize}{selector}");
        var given = new HashSet<(string?, string)>();
        string? position = null;
        var restarted = false;
        while (true)
        {
            ObjectPage page;
            try
            {
                var at = position is null ? path : $"{path}&continue={Uri.EscapeDataString(position)}";
                page = await PageAsync(at, type, keep, accept, cancellationToken);
            }
            catch (ApiStatusException expired) when (expired.Code == (int)HttpStatusCode.Gone && position is not null && !restarted)
            {
                // The snapshot behind the list is compacted away. The server names a place to go on from, or none: then all over.
                restarted = true;
                position = expired.Continue;
                continue;
            }

            foreach (var item in page.Objects)
            {
                // a list in one page has no doubles
                if ((position is null && page.Continue is null && !restarted) || given.Add((item.Namespace, item.Name)))
                {
                    yield return item;
                }
            }

            if (page.Continue is null)
            {
                yield break;
            }

            position = page.Continue != position
                ? page.Continue
                : throw ConnectionFailure.Foreign(config, "a list that does not advance");
        }
    }

    private Task<KubernetesObject> ObjectOfAsync(ApiRequest request, CancellationToken cancellationToken) =>
        ReadAsync(request, static json => new KubernetesObject(json.Clone()), cancellationToken);

    private Task<T> ReadAsync<T>(ApiRequest request, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        ReadAsync(request, (json, _) => read(json), cancellationToken);

    private async Task<T> ReadAsync<T>(ApiRequest request, Func<JsonElement, ApiAnswer, T> read, CancellationToken cancellationToken)
    {
        using var answer = await connection.SendAsync(request, cancellationToken);
        try
        {
            using var document = answer.Parse();
            var json = document.RootElement;
            return json.ValueKind != JsonValueKind.Object ? throw ConnectionFailure.Foreign(config, "JSON that is no object")
                : json.Text("kind") == "Status" && json.Text("status") == "Failure" ? throw StatusAnswer.FromStatus(json, answer.Code, config)
                : read(json, answer);
        }
        catch (JsonException exception)
        {
            throw ConnectionFailure.Foreign(config, answer.Body.Length == 0 ? "nothing" : "something that is not JSON", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw ConnectionFailure.Foreign(config, "JSON whose text is broken", exception);
        }
    }
}

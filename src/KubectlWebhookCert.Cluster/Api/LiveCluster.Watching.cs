using System.Runtime.CompilerServices;
using System.Text.Json;
using KubectlWebhookCert.Cluster.Gathering;
using KubectlWebhookCert.Cluster.Watching;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Api;

/// <content>Noticing changes.</content>
public sealed partial class LiveCluster
{
    /// <inheritdoc/>
    public Task WaitForChangeAsync(Reading reading, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return ChangeWatch.WaitAsync(this, reading, clock, cancellationToken);
    }

    /// <summary>One page of a list.</summary>
    /// <param name="path">Path and query.</param>
    /// <param name="type">The type of its items.</param>
    /// <param name="keep">Which items to copy; null: all.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    internal Task<ObjectPage> PageAsync(string path, ResourceType type, Func<JsonElement, bool>? keep, CancellationToken cancellationToken) =>
        PageAsync(path, type, keep, ApiRequest.Json, cancellationToken);

    private Task<ObjectPage> PageAsync(string path, ResourceType type, Func<JsonElement, bool>? keep, string accept, CancellationToken cancellationToken) =>
        ReadAsync(new ApiRequest(HttpMethod.Get, path) { Accept = accept, Repeatable = true }, list => ObjectPage.Read(list, type, keep), cancellationToken);

    /// <summary>The events of a watch until the server ends it, each valid until the next. <c>--request-timeout</c> does not end it.</summary>
    /// <remarks>Source: Kubernetes API concepts, "Efficient detection of changes".</remarks>
    /// <param name="path">Path and query.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ApiStatusException">Refused, or ended by an event that tells of an error (410: too old).</exception>
    internal async IAsyncEnumerable<JsonElement> EventsAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in connection.LinesAsync(new ApiRequest(HttpMethod.Get, path), cancellationToken))
        {
            if (line.At("object") is not { ValueKind: JsonValueKind.Object } found)
            {
                throw new JsonException("an event without an object");
            }

            yield return line.Text("type") == "ERROR" ? throw StatusAnswer.FromStatus(found, 500, config) : line;
        }
    }
}

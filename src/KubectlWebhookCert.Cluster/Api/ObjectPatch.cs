using System.Text.Json;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>A change to parts of an object. Closed: the two cases below are all there are.</summary>
public abstract record ObjectPatch
{
    private ObjectPatch()
    {
    }

    /// <summary>RFC 6902, an array of operations; <c>test</c> operations are its preconditions.</summary>
    /// <param name="Operations">The array.</param>
    public sealed record JsonPatch(JsonElement Operations) : ObjectPatch;

    /// <summary>RFC 7386; a <c>metadata.resourceVersion</c> in it is its precondition.</summary>
    /// <param name="Document">The partial object.</param>
    public sealed record MergePatch(JsonElement Document) : ObjectPatch;
}

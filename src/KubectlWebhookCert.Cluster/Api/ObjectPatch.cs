using System.Text.Json;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Patching;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>A change to parts of an object. Closed: the two cases below are all there are.</summary>
public abstract record ObjectPatch
{
    private ObjectPatch()
    {
    }

    /// <summary>RFC 6902, an array of operations; <c>test</c> operations are its preconditions.</summary>
    /// <param name="Operations">The array.</param>
    public sealed record JsonPatch(JsonElement Operations) : ObjectPatch
    {
        /// <summary>The same of operations that were put together here.</summary>
        /// <param name="operations">The operations; later changes to them count no more.</param>
        public JsonPatch(JsonArray operations)
            : this(JsonTree.ToPatch(operations))
        {
        }
    }

    /// <summary>RFC 7386; a <c>metadata.resourceVersion</c> in it is its precondition.</summary>
    /// <param name="Document">The partial object.</param>
    public sealed record MergePatch(JsonElement Document) : ObjectPatch;
}

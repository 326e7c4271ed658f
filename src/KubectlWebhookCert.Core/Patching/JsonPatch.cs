using System.Text.Json;

namespace KubectlWebhookCert.Core.Patching;

/// <summary>
/// RFC 6902: all operations or none. Where the API server is more lenient than the RFC, so is this: <c>replace</c> adds a member that is
/// not there, and <c>test</c> takes one for null (which is how to test that a field is absent).
/// </summary>
public static class JsonPatch
{
    /// <summary>The patched document; the given one is not changed.</summary>
    /// <param name="document">The whole document.</param>
    /// <param name="operations">The array of operations.</param>
    /// <exception cref="PatchException">No JSON patch, or one of its operations does not apply.</exception>
    public static JsonElement Apply(JsonElement document, JsonElement operations)
    {
        if (operations.ValueKind != JsonValueKind.Array)
        {
            throw new PatchException(PatchFailure.Malformed, 0, "a JSON patch is a list of operations");
        }

        var root = JsonTree.Of(document);
        var index = 0;
        foreach (var operation in operations.EnumerateArray())
        {
            root = new PatchStep(index++, operation).Apply(root);
        }

        return JsonTree.ToElement(root);
    }
}

using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>The bodies of requests that are not objects of the cluster.</summary>
internal static class RequestBody
{
    /// <summary>JSON as it is, byte for byte.</summary>
    /// <param name="json">An object or array.</param>
    public static ReadOnlyMemory<byte> Of(JsonElement json) => JsonMarshal.GetRawUtf8Value(json).ToArray();

    /// <summary><c>DeleteOptions</c>.</summary>
    /// <param name="preconditions">What must still be true, or null.</param>
    /// <param name="options">Dry run, and what becomes of dependents.</param>
    public static ReadOnlyMemory<byte> OfDelete(DeletePreconditions? preconditions, WriteOptions options) => Write(writer =>
    {
        writer.WriteString("apiVersion"u8, "v1"u8);
        writer.WriteString("kind"u8, "DeleteOptions"u8);
        writer.WriteString("propagationPolicy"u8, options.KeepsDependents ? "Orphan"u8 : "Background"u8);
        if (options.DryRun)
        {
            writer.WriteStartArray("dryRun"u8);
            writer.WriteStringValue("All"u8);
            writer.WriteEndArray();
        }

        if (preconditions is not null)
        {
            writer.WriteStartObject("preconditions"u8);
            WriteOptional(writer, "uid", preconditions.Uid);
            WriteOptional(writer, "resourceVersion", preconditions.ResourceVersion);
            writer.WriteEndObject();
        }
    });

    /// <summary><c>SelfSubjectAccessReview</c>.</summary>
    /// <param name="question">The action asked about.</param>
    public static ReadOnlyMemory<byte> OfReview(AccessQuestion question) => Write(writer =>
    {
        writer.WriteString("apiVersion"u8, "authorization.k8s.io/v1"u8);
        writer.WriteString("kind"u8, "SelfSubjectAccessReview"u8);
        writer.WriteStartObject("spec"u8);
        writer.WriteStartObject("resourceAttributes"u8);
        WriteOptional(writer, "namespace", question.Namespace);
        WriteOptional(writer, "verb", question.Verb);
        WriteOptional(writer, "group", question.Type.Group);
        WriteOptional(writer, "version", question.Type.Version);
        WriteOptional(writer, "resource", question.Type.Plural);
        WriteOptional(writer, "subresource", question.Subresource);
        WriteOptional(writer, "name", question.Name);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> properties)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            properties(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            writer.WriteString(name, value);
        }
    }
}

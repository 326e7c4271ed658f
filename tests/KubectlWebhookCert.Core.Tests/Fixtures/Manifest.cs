using System.Text.Json;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Tests.Fixtures;

/// <summary>An object under construction: a test takes a valid one from <see cref="Make"/> and changes the one field it is about.</summary>
internal sealed class Manifest(JsonObject json)
{
    public JsonObject Json { get; } = json;

    private JsonObject Metadata => (JsonObject)Json["metadata"]!;

    public Manifest Label(string name, string value) => In("labels", name, value);

    public Manifest Annotate(string name, string value) => In("annotations", name, value);

    /// <summary>The three marks of a Helm release.</summary>
    public Manifest InRelease(string namespaceName, string name) =>
        Label("app.kubernetes.io/managed-by", "Helm")
            .Annotate("meta.helm.sh/release-name", name)
            .Annotate("meta.helm.sh/release-namespace", namespaceName);

    public Manifest ControlledBy(string kind, string name)
    {
        (Metadata["ownerReferences"] ??= new JsonArray()).AsArray().Add(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = kind,
            ["name"] = name,
            ["controller"] = true,
        });
        return this;
    }

    /// <summary>An entry of <c>managedFields</c>.</summary>
    public Manifest WrittenBy(string manager, string time, string fields, string operation = "Update")
    {
        (Metadata["managedFields"] ??= new JsonArray()).AsArray().Add(new JsonObject
        {
            ["manager"] = manager,
            ["operation"] = operation,
            ["time"] = time,
            ["fieldsType"] = "FieldsV1",
            ["fieldsV1"] = JsonNode.Parse(fields),
        });
        return this;
    }

    public Manifest With(Action<JsonObject> change)
    {
        change(Json);
        return this;
    }

    public KubernetesObject Build()
    {
        using var document = JsonDocument.Parse(Json.ToJsonString());
        return new KubernetesObject(document.RootElement.Clone());
    }

    private Manifest In(string map, string name, string value)
    {
        (Metadata[map] ??= new JsonObject())[name] = value;
        return this;
    }
}

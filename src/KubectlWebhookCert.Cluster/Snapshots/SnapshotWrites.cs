using System.Globalization;
using System.Text.Json;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Patching;

namespace KubectlWebhookCert.Cluster.Snapshots;

/// <summary>Judges writes as an API server does. Not synchronized.</summary>
internal sealed class SnapshotWrites(SnapshotStore store, string defaultNamespace)
{
    private long generatedNames;

    /// <summary>An object that has to be there.</summary>
    /// <exception cref="ApiStatusException"><c>NotFound</c>.</exception>
    public KubernetesObject Existing(ResourceType type, string? namespaceName, string name) =>
        store.Find(Key(type, namespaceName, name)) ?? throw Refusal.NotFound(type, name);

    /// <summary>Creates an object.</summary>
    public KubernetesObject Create(ResourceType type, KubernetesObject manifest, bool dryRun)
    {
        var json = Checked(type, manifest);
        if (manifest.ResourceVersion is { Length: > 0 })
        {
            throw Refusal.BadRequest("resourceVersion should not be set on objects to be created");
        }

        if (manifest.Name.Length == 0)
        {
            json = ObjectMetadata.With(json, "name", GeneratedName(type, manifest));
        }

        var created = store.Next(json);
        var key = Key(type, created.Namespace, created.Name);
        if (store.Find(key) is not null)
        {
            throw Refusal.AlreadyExists(type, created.Name);
        }

        return Kept(key, created, dryRun);
    }

    /// <summary>Replaces an object.</summary>
    public KubernetesObject Update(ResourceType type, KubernetesObject manifest, bool dryRun)
    {
        var json = Checked(type, manifest);
        var current = Existing(type, json.Text("metadata", "namespace"), manifest.Name);
        if (string.IsNullOrEmpty(manifest.ResourceVersion) && ResourceTypes.WebhookConfigurations.Contains(type))
        {
            // Of the types this program writes, only these refuse an update without precondition.
            throw Refusal.Invalid(type, manifest.Name, "metadata.resourceVersion: Invalid value: 0x0: must be specified for an update");
        }

        return Replace(type, current, json, dryRun);
    }

    /// <summary>Patches an object.</summary>
    public KubernetesObject Patch(ResourceType type, string? namespaceName, string name, ObjectPatch patch, bool dryRun)
    {
        var current = Existing(type, namespaceName, name);
        JsonElement patched;
        try
        {
            patched = patch switch
            {
                ObjectPatch.JsonPatch json => JsonPatch.Apply(current.Json, json.Operations),
                ObjectPatch.MergePatch { Document.ValueKind: JsonValueKind.Object } merge => MergePatch.Apply(current.Json, merge.Document),
                _ => throw Refusal.BadRequest("error decoding patch: a merge patch of an object is an object"),
            };
        }
        catch (PatchException failure)
        {
            throw Refusal.Of(failure);
        }

        var changed = new KubernetesObject(patched);
        if (!changed.Is(type) || changed.Name != current.Name || changed.Namespace != current.Namespace)
        {
            throw Refusal.BadRequest($"the name of the object ({changed.Name}) does not match the name on the URL ({name})");
        }

        return Replace(type, current, ManifestObjects.AsServed(patched, type, defaultNamespace), dryRun);
    }

    /// <summary>Deletes an object, and gives what it was.</summary>
    public KubernetesObject Delete(ResourceType type, string? namespaceName, string name, DeletePreconditions? preconditions, bool dryRun)
    {
        var current = Existing(type, namespaceName, name);
        if (preconditions?.Uid is { } uid && uid != current.Uid)
        {
            throw Refusal.Conflict(type, name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {current.Uid}");
        }

        if (preconditions?.ResourceVersion is { } version && version != current.ResourceVersion)
        {
            throw Refusal.Conflict(
                type,
                name,
                $"Precondition failed: ResourceVersion in precondition: {version}, ResourceVersion in object meta: {current.ResourceVersion}");
        }

        if (!dryRun)
        {
            store.Remove(Key(type, namespaceName, name));
        }

        return current;
    }

    private KubernetesObject Replace(ResourceType type, KubernetesObject current, JsonElement json, bool dryRun)
    {
        var wanted = new KubernetesObject(json);
        if (wanted.ResourceVersion is { Length: > 0 } version && version != current.ResourceVersion)
        {
            throw Refusal.Modified(type, current.Name);
        }

        if (wanted.Uid is { } uid && uid != current.Uid)
        {
            throw Refusal.Conflict(type, current.Name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {current.Uid}");
        }

        if (wanted.Uid is null && current.Uid is { } kept)
        {
            json = ObjectMetadata.With(json, "uid", kept);
        }

        SecretRules.Check(type, current, json);
        json = ObjectMetadata.With(json, "resourceVersion", current.ResourceVersion);
        return JsonElement.DeepEquals(json, current.Json)
            ? current // nothing changed: the server keeps the version too
            : Kept(Key(type, current.Namespace, current.Name), store.Next(json), dryRun);
    }

    private KubernetesObject Kept(ObjectKey key, KubernetesObject item, bool dryRun)
    {
        if (!dryRun)
        {
            store.Put(key, item);
        }

        return item;
    }

    private JsonElement Checked(ResourceType type, KubernetesObject manifest) => manifest.Is(type)
        ? ManifestObjects.AsServed(manifest.Json, type, defaultNamespace)
        : throw Refusal.BadRequest($"{manifest.Kind} in version \"{manifest.ApiVersion}\" cannot be handled as a {type.Kind}");

    private string GeneratedName(ResourceType type, KubernetesObject manifest) =>
        manifest.Json.Text("metadata", "generateName") is { Length: > 0 } prefix
            ? string.Create(CultureInfo.InvariantCulture, $"{prefix}{++generatedNames:d5}")
            : throw Refusal.Invalid(type, string.Empty, "metadata.name: Required value: name or generateName is required");

    private ObjectKey Key(ResourceType type, string? namespaceName, string name) =>
        new(type.Group, type.Kind, type.Namespaced ? namespaceName ?? defaultNamespace : string.Empty, name);
}

using System.Text.Json;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Patching;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>How far a rotation has come, in the cluster: whoever runs the command again goes on from here.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="secret">The serving Secret that it is about.</param>
/// <param name="options">Goes with every write.</param>
internal sealed class RotationJournal(ICluster cluster, ObjectRef secret, WriteOptions options)
{
    private readonly string name = KeptSecret.Name(KeptSecret.Journal, secret, string.Empty);
    private string? resourceVersion;
    private byte[] written = [];

    /// <summary>What a journal holds.</summary>
    /// <exception cref="UsageException">A version of this program that is not known has written it.</exception>
    public static JournalDocument Read(KubernetesObject kept)
    {
        try
        {
            if (JsonSerializer.Deserialize(KeptSecret.Content(kept), ExecutionJson.Default.JournalDocument) is { ApiVersion: JournalDocument.Version } document)
            {
                return document;
            }
        }
        catch (JsonException)
        {
            // said below, without a word of what is in it
        }

        throw new UsageException(
            $"the journal of a rotation, Secret {kept.Namespace}/{kept.Name}, cannot be read",
            "use the version of this plugin that wrote it, or delete it and begin anew");
    }

    /// <summary>What there is; null: no rotation is under way.</summary>
    /// <exception cref="UsageException">A version of this program that is not known has written it.</exception>
    public async Task<JournalDocument?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var kept = await cluster.GetAsync(ResourceTypes.Secret, secret.Namespace, name, cancellationToken);
            resourceVersion = kept.ResourceVersion;
            var document = Read(kept);
            written = written.Length == 0 ? Write(document) : written;
            return document;
        }
        catch (ApiStatusException missing) when (missing.Code == 404 && !missing.TypeNotServed)
        {
            return null;
        }
    }

    /// <summary>Begins. Done again after an answer was lost, it finds its own.</summary>
    /// <exception cref="UsageException">Another rotation has begun meanwhile.</exception>
    public async Task CreateAsync(JournalDocument document, CancellationToken cancellationToken)
    {
        var content = Write(document);
        try
        {
            resourceVersion = (await cluster.CreateAsync(
                ResourceTypes.Secret, KeptSecret.Make(KeptSecret.Journal, secret, string.Empty, content), options, cancellationToken)).ResourceVersion;
        }
        catch (ApiStatusException conflict) when (conflict.Code == 409)
        {
            if (await ReadAsync(cancellationToken) is not { } found)
            {
                throw;
            }

            if (!Write(found).AsSpan().SequenceEqual(content))
            {
                throw new UsageException($"another rotation of {secret} has begun meanwhile", "run the same command again to go on with it");
            }
        }

        written = content;
    }

    /// <summary>Notes how far it has come. Done again after an answer was lost, it finds that.</summary>
    /// <exception cref="UsageException">Another run has gone on with it.</exception>
    public async Task AdvanceAsync(JournalDocument document, CancellationToken cancellationToken)
    {
        var content = Write(document);
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = resourceVersion },
            ["data"] = new JsonObject { [KeptSecret.DataKey] = Convert.ToBase64String(content) },
        };
        try
        {
            resourceVersion = (await cluster.PatchAsync(
                ResourceTypes.Secret,
                secret.Namespace,
                name,
                new ObjectPatch.MergePatch(JsonTree.ToElement(patch)),
                options,
                cancellationToken)).ResourceVersion;
        }
        catch (ApiStatusException conflict) when (conflict.Code is 409 or 404)
        {
            var found = await ReadAsync(cancellationToken) is { } there ? Write(there) : [];
            if (found.AsSpan().SequenceEqual(written))
            {
                throw; // nobody else has written: again
            }

            if (!found.AsSpan().SequenceEqual(content))
            {
                throw new UsageException($"another run has gone on with the rotation of {secret}", "leave it to that one");
            }
        }

        written = content;
    }

    /// <summary>Ends.</summary>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await cluster.DeleteAsync(ResourceTypes.Secret, secret.Namespace, name, null, options, cancellationToken);
        }
        catch (ApiStatusException missing) when (missing.Code == 404)
        {
            // an earlier attempt got through
        }
    }

    private static byte[] Write(JournalDocument document) => JsonSerializer.SerializeToUtf8Bytes(document, ExecutionJson.Default.JournalDocument);
}

using System.Text.Json.Nodes;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Owners;
using KubectlWebhookCert.Core.Patching;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>Secrets of this program's own: backups and journals stay in the cluster, where the private keys in them are.</summary>
internal static class KeptSecret
{
    /// <summary>Label that says what it keeps; its values are <see cref="Journal"/>, <see cref="Backup"/> and <see cref="TrustBackup"/>.</summary>
    public const string KindLabel = PluginMarks.Prefix + "kind";

    /// <summary>Label that names the serving Secret it is about.</summary>
    public const string SubjectLabel = PluginMarks.Prefix + "secret";

    public const string Journal = "journal";
    public const string Backup = "backup";
    public const string TrustBackup = "trust-backup";
    public const string DataKey = "content.json";

    private const int LongestName = 253;
    private const int LongestLabel = 63;

    /// <summary>A Secret to create.</summary>
    public static KubernetesObject Make(string kind, ObjectRef subject, string suffix, byte[] content)
    {
        var json = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["type"] = PluginMarks.Prefix + kind,
            ["metadata"] = new JsonObject
            {
                ["name"] = Name(kind, subject, suffix),
                ["namespace"] = subject.Namespace,
                ["labels"] = new JsonObject
                {
                    [PluginMarks.ManagedLabel] = PluginMarks.ManagedValue,
                    [KindLabel] = kind,
                    [SubjectLabel] = Label(subject.Name),
                },
            },
            ["data"] = new JsonObject { [DataKey] = Convert.ToBase64String(content) },
        };
        return new KubernetesObject(JsonTree.ToElement(json));
    }

    public static string Name(string kind, ObjectRef subject, string suffix)
    {
        var name = $"webhook-cert-{kind}-{subject.Name}";
        var end = suffix.Length == 0 ? string.Empty : "-" + suffix;
        return name[..Math.Min(name.Length, LongestName - end.Length)].TrimEnd('-', '.') + end;
    }

    public static string Label(string name) => name[..Math.Min(name.Length, LongestLabel)].TrimEnd('-', '.', '_');

    /// <summary>Creates one. An earlier attempt that got through is enough; where another is there, or none all the same, it is to be done again.</summary>
    /// <exception cref="ApiStatusException">It was not created; 409 where that may be tried again.</exception>
    public static async Task CreateAsync(ICluster cluster, KubernetesObject secret, WriteOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await cluster.CreateAsync(ResourceTypes.Secret, secret, options, cancellationToken);
        }
        catch (ApiStatusException conflict) when (conflict.Code == 409)
        {
            if (!await IsKeptAsync(cluster, secret, cancellationToken))
            {
                throw;
            }
        }
    }

    public static byte[] Content(KubernetesObject secret) => secret.Json.At("data", DataKey)?.GetBytesFromBase64() ?? [];

    private static async Task<bool> IsKeptAsync(ICluster cluster, KubernetesObject secret, CancellationToken cancellationToken)
    {
        try
        {
            var kept = await cluster.GetAsync(ResourceTypes.Secret, secret.Namespace, secret.Name, cancellationToken);
            return Content(kept).AsSpan().SequenceEqual(Content(secret));
        }
        catch (ApiStatusException missing) when (missing.Code == 404)
        {
            return false;
        }
    }
}

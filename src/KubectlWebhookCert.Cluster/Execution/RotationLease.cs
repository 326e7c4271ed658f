using System.Globalization;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Owners;
using KubectlWebhookCert.Core.Patching;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>
/// Keeps a second rotation of the same Secret out. It ends by itself where its holder was killed: once nobody has renewed it for its length of
/// time, by the clock of whoever waits, since clocks differ.
/// </summary>
/// <remarks>Source: Kubernetes API reference, Lease (coordination.k8s.io/v1); client-go, <c>tools/leaderelection</c>.</remarks>
/// <param name="cluster">The cluster.</param>
/// <param name="secret">The serving Secret.</param>
/// <param name="holder">Who holds it: unlike every other run.</param>
/// <param name="clock">The only source of time.</param>
internal sealed class RotationLease(ICluster cluster, ObjectRef secret, string holder, TimeProvider clock)
{
    private const int Seconds = 15;
    private const int ReleaseAttempts = 4;

    private readonly string name = NameOf(secret);
    private readonly WriteOptions writing = new(false, PluginMarks.FieldManager);
    private string? seen;
    private long seenAt;

    /// <summary>How often it must be renewed.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(Seconds / 3);

    /// <summary>What the lease of a Secret is called.</summary>
    public static string NameOf(ObjectRef secret) => KeptSecret.Name("lease", secret, string.Empty);

    /// <summary>Takes it, or renews it.</summary>
    /// <returns>Who holds it instead; null where it is ours.</returns>
    public async Task<string?> TakeAsync(CancellationToken cancellationToken)
    {
        var found = await FindAsync(cancellationToken);
        try
        {
            if (found is null)
            {
                await cluster.CreateAsync(ResourceTypes.Lease, Manifest(null), writing, cancellationToken);
                return null;
            }

            var other = found.Json.Text("spec", "holderIdentity");
            if (other != holder && !string.IsNullOrEmpty(other) && !IsOver(found))
            {
                return other;
            }

            await cluster.UpdateAsync(ResourceTypes.Lease, Manifest(found.ResourceVersion), writing, cancellationToken);
            return null;
        }
        catch (ApiStatusException conflict) when (conflict.Code == 409)
        {
            return "somebody else";
        }
    }

    /// <summary>Gives it back. Where that fails again and again it ends by itself.</summary>
    public async Task ReleaseAsync()
    {
        for (var attempt = 0; attempt < ReleaseAttempts && !await TryReleaseAsync(); attempt++)
        {
            await Task.Delay(Retry.Pause, clock, CancellationToken.None);
        }
    }

    private async Task<bool> TryReleaseAsync()
    {
        try
        {
            if (await FindAsync(CancellationToken.None) is { } found && found.Json.Text("spec", "holderIdentity") == holder)
            {
                var asSeen = new DeletePreconditions(found.Uid, found.ResourceVersion);
                await cluster.DeleteAsync(ResourceTypes.Lease, secret.Namespace, name, asSeen, writing, CancellationToken.None);
            }

            return true;
        }
        catch (WebhookCertException)
        {
            return false;
        }
    }

    private bool IsOver(KubernetesObject found)
    {
        if (seen != found.ResourceVersion)
        {
            seen = found.ResourceVersion;
            seenAt = clock.GetTimestamp();
        }

        return clock.GetElapsedTime(seenAt) > TimeSpan.FromSeconds(Seconds);
    }

    private async Task<KubernetesObject?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await cluster.GetAsync(ResourceTypes.Lease, secret.Namespace, name, cancellationToken);
        }
        catch (ApiStatusException missing) when (missing.Code == 404 && !missing.TypeNotServed)
        {
            return null;
        }
    }

    private KubernetesObject Manifest(string? resourceVersion)
    {
        var now = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        var json = new JsonObject
        {
            ["apiVersion"] = "coordination.k8s.io/v1",
            ["kind"] = "Lease",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = secret.Namespace, ["resourceVersion"] = resourceVersion },
            ["spec"] = new JsonObject
            {
                ["holderIdentity"] = holder,
                ["leaseDurationSeconds"] = Seconds,
                ["acquireTime"] = now,
                ["renewTime"] = now,
            },
        };
        return new KubernetesObject(JsonTree.ToElement(json));
    }
}

using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// One replica of what open-policy-agent/cert-controller v0.16 is to its Secret: it replaces what it finds bad in it, and copies all bytes
/// of `ca.crt` into every CA bundle that it keeps, upon any change of the Secret or of what has the bundle.
/// </summary>
internal sealed class CertControllerEmulator : IAsyncDisposable
{
    private readonly ApiClient client;
    private readonly RotatorProfile profile;
    private readonly Channel<bool> changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly List<BackgroundWork> work = [];
    private volatile JsonObject? secret;
    private int regeneratedCount;
    private int reissuedCount;
    private int injectedCount;

    public CertControllerEmulator(ApiClient client, RotatorProfile profile)
    {
        this.client = client;
        this.profile = profile;
        work.Add(new BackgroundWork(WatchSecretAsync));
        work.AddRange(profile.Targets.Select(target => new BackgroundWork(ended => WatchAsync(target, ended))));
        work.Add(new BackgroundWork(ReconcileAsync));
    }

    /// <summary>How often it threw authority and leaf away.</summary>
    public int RegeneratedCount => Volatile.Read(ref regeneratedCount);

    /// <summary>How often it replaced the leaf alone.</summary>
    public int ReissuedCount => Volatile.Read(ref reissuedCount);

    /// <summary>How often it wrote CA bundles.</summary>
    public int InjectedCount => Volatile.Read(ref injectedCount);

    private string SecretCollection => $"/api/v1/namespaces/{profile.Namespace}/secrets";

    public async ValueTask DisposeAsync()
    {
        foreach (var each in work)
        {
            await each.DisposeAsync();
        }
    }

    private async Task WatchSecretAsync(CancellationToken cancellationToken)
    {
        await foreach (var state in client.WatchAsync(SecretCollection, profile.Secret, cancellationToken))
        {
            await Task.Delay(profile.SecretLag, cancellationToken);
            secret = state;
            changes.Writer.TryWrite(true);
        }
    }

    private async Task WatchAsync(BundleTarget target, CancellationToken cancellationToken)
    {
        await foreach (var _ in client.WatchAsync(target.Collection, target.Name, cancellationToken))
        {
            changes.Writer.TryWrite(true);
        }
    }

    private async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in changes.Reader.ReadAllAsync(cancellationToken))
        {
            // An absent Secret is not made: the library only updates it.
            if (secret is { } state && await RefreshedAsync(state, cancellationToken) is { HasReadableKey: true } good)
            {
                await InjectAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(good.Authorities)), cancellationToken);
            }
        }
    }

    // Null: what it has seen is out of date, or cannot be mended; the next change brings it here again.
    private async Task<RotatorSecret?> RefreshedAsync(JsonObject state, CancellationToken cancellationToken)
    {
        var held = RotatorSecret.Read(state);
        if (!held.HasGoodAuthority(profile.AuthorityName, DateTimeOffset.UtcNow))
        {
            var authority = RotatorAuthority.Make(profile.AuthorityName);
            var fresh = WithLeaf(held with { Authorities = authority.CertificatePem, AuthorityKey = authority.KeyPem });
            return await UpdateAsync(state, fresh, cancellationToken) && Interlocked.Increment(ref regeneratedCount) > 0 ? fresh : null;
        }
        if (!held.HasReadableKey)
        {
            return null; // neither injected nor mended, and nothing but a line of the log tells
        }
        if (!held.HasGoodLeaf(profile.ServerName, DateTimeOffset.UtcNow))
        {
            var fresh = WithLeaf(held);
            return await UpdateAsync(state, fresh, cancellationToken) && Interlocked.Increment(ref reissuedCount) > 0 ? fresh : null;
        }
        return held;
    }

    private RotatorSecret WithLeaf(RotatorSecret held)
    {
        var (leaf, key) = new RotatorAuthority(held.Authorities, held.AuthorityKey).Issue(profile.ServerName);
        return held with { Leaf = leaf, LeafKey = key };
    }

    // Under the resourceVersion that it has seen: a conflict is another's write, which the watch tells of.
    private async Task<bool> UpdateAsync(JsonObject state, RotatorSecret fresh, CancellationToken cancellationToken)
    {
        var patch = JsonNode.Parse(SecretData.Change(new Dictionary<string, string?>
        {
            ["ca.crt"] = fresh.Authorities,
            ["ca.key"] = fresh.AuthorityKey,
            ["tls.crt"] = fresh.Leaf,
            ["tls.key"] = fresh.LeafKey,
        }))!;
        patch["metadata"] = new JsonObject { ["resourceVersion"] = Json.Text(state, "metadata.resourceVersion") };
        var answer = await client.SendAsync(
            HttpMethod.Patch, $"{SecretCollection}/{profile.Secret}", patch.ToJsonString(), cancellationToken);
        if (answer.IsSuccess)
        {
            secret = answer.Body;
        }
        return answer.IsSuccess;
    }

    private async Task InjectAsync(string base64, CancellationToken cancellationToken)
    {
        foreach (var target in profile.Targets)
        {
            var read = await client.SendAsync(HttpMethod.Get, target.Path, null, cancellationToken);
            var state = read.Body;
            if (read.IsSuccess && target.Inject(state, base64))
            {
                var written = await client.SendAsync(HttpMethod.Put, target.Path, state.ToJsonString(), cancellationToken);
                if (written.IsSuccess)
                {
                    Interlocked.Increment(ref injectedCount);
                }
                else if (written.Status != HttpStatusCode.Conflict)
                {
                    throw new ApiRefusedException($"PUT {target.Path}", written); // a conflict is another's write, which the watch tells of
                }
            }
        }
    }
}

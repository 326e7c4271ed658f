using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Cluster.Probing;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Trust;
using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Cluster.Gathering;

/// <summary>Reads what a target's graph is made of, and asks every rule about it. Only reads.</summary>
/// <param name="target">What the user points at.</param>
/// <param name="options">What narrows it.</param>
/// <param name="prober">Asks endpoints for their certificates.</param>
/// <param name="readKubeconfig">Reads the kubeconfig that a target names, or the one in use; sees where its CAs should come from.</param>
public sealed class WebhookJudge(
    Target target,
    DiscoveryOptions options,
    EndpointProber prober,
    Func<Target.Kubeconfig, TrustSource?, CancellationToken, Task<ValueList<TrustStore>>> readKubeconfig)
{
    private readonly DiscoveryOptions reading = options with { ForRules = true };

    /// <summary>Reads everything that rules look at, and the server's version.</summary>
    /// <param name="cluster">Where to read.</param>
    /// <param name="cancellationToken">Stops between and within requests.</param>
    /// <exception cref="ClusterUnreachableException">No answer.</exception>
    /// <exception cref="ApiStatusException">As for <see cref="SnapshotReader"/>.</exception>
    /// <exception cref="TargetException">The target is found nowhere, calls no webhook, is ambiguous, or may not be read at all.</exception>
    public async Task<JudgedReading> ReadAsync(ICluster cluster, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        switch (target)
        {
            case Target.Kubeconfig kubeconfig:
                return await ReadKubeconfigAsync(cluster, kubeconfig, cancellationToken);
            case Target.TrustStores:
                return await ReadTrustAsync(cluster, cancellationToken);
        }

        var version = VersionAsync(cluster, cancellationToken);
        var asked = reading with { CaGiven = await new CaSourceReader(cluster, prober).ReadAsync(reading.CaFrom, cancellationToken) };
        var read = SnapshotReader.ReadWithRequestsAsync(cluster, target, asked, cancellationToken);
        await Task.WhenAll(version, read);
        var inventory = Graph(await read);
        return new JudgedReading(await read, inventory, await version, await prober.ProbeAsync(ProbePlan.Of(inventory), cancellationToken), [])
        {
            CaGiven = asked.CaGiven,
        };
    }

    // no call to the API server that is not needed: its certificate may be what is wrong
    private async Task<JudgedReading> ReadKubeconfigAsync(ICluster cluster, Target.Kubeconfig kubeconfig, CancellationToken cancellationToken)
    {
        var asked = reading with { CaGiven = await new CaSourceReader(cluster, prober).ReadAsync(reading.CaFrom, cancellationToken) };
        var read = await SnapshotReader.ReadWithRequestsAsync(cluster, target, asked, cancellationToken);
        var source = TrustStoreBuilder.KubeconfigSource(read.Snapshot, asked);
        return new JudgedReading(
            read, Graph(read), ApiServerVersion.Newest, ServedCertificates.None, await readKubeconfig(kubeconfig, source, cancellationToken))
        {
            CaGiven = asked.CaGiven,
        };
    }

    private async Task<JudgedReading> ReadTrustAsync(ICluster cluster, CancellationToken cancellationToken)
    {
        var typed = reading.CaFrom ?? (cluster is LiveCluster ? new CaSource.ApiServer() : null);
        var asked = reading with { CaGiven = await new CaSourceReader(cluster, prober).ReadAsync(typed, cancellationToken) };
        var read = await ReadHoldersAsync(cluster, asked, cancellationToken);
        var kubeconfigs = cluster is LiveCluster
            ? await ReadOwnAsync(TrustStoreBuilder.Source(read.Snapshot, asked), cancellationToken)
            : [];
        return new JudgedReading(read, Graph(read), ApiServerVersion.Newest, ServedCertificates.None, kubeconfigs) { CaGiven = asked.CaGiven };
    }

    // a kubeconfig that does not trust the server shuts out the rest, and is itself what is looked for
    private async Task<Reading> ReadHoldersAsync(ICluster cluster, DiscoveryOptions asked, CancellationToken cancellationToken)
    {
        try
        {
            return await SnapshotReader.ReadWithRequestsAsync(cluster, target, asked, cancellationToken);
        }
        catch (ServerUntrustedException failure) when (asked.CaGiven is not null)
        {
            var requests = Discovery.Next(new ClusterSnapshot([], []), target, asked);
            var refused = requests.OfType<ObjectRequest.Many>()
                .Select(many => new Unreadable(many.Type, "list", many.Namespace, null, UnreadableReason.Failed, failure.Message));
            return new Reading(new ClusterSnapshot([], refused), requests);
        }
    }

    // a pod has none
    private async Task<ValueList<TrustStore>> ReadOwnAsync(TrustSource source, CancellationToken cancellationToken)
    {
        try
        {
            return await readKubeconfig(new Target.Kubeconfig(null), source, cancellationToken);
        }
        catch (KubeconfigException)
        {
            return [];
        }
    }

    /// <summary>Judges what was read as the API server that it was read from would.</summary>
    /// <param name="read">What was read.</param>
    /// <param name="judging">How to judge; the server's version is that of the reading.</param>
    /// <exception cref="TargetException">A holder of trust that the target names is found nowhere, or may not be read.</exception>
    public ValidationResult Judge(JudgedReading read, ValidationOptions judging)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(judging);
        var snapshot = read.Reading.Snapshot;
        return Validator.Validate(
            snapshot,
            read.Inventory,
            [.. TrustStoreBuilder.Build(snapshot, target, reading with { CaGiven = read.CaGiven }), .. read.Kubeconfigs],
            read.Served,
            judging with { Server = read.Server }) with
        {
            IsSearch = target is Target.TrustStores,
        };
    }

    /// <summary>The same objects with what endpoints serve by now: a pod takes up a new certificate, and no object says so.</summary>
    /// <param name="read">From <see cref="ReadAsync"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<JudgedReading> AskAgainAsync(JudgedReading read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read with { Served = await prober.ProbeAsync(ProbePlan.Of(read.Inventory), cancellationToken) };
    }

    private Inventory Graph(Reading read) => InventoryBuilder.Build(read.Snapshot, target, reading);

    // what judges best where the server does not say is the newest
    private static async Task<ApiServerVersion> VersionAsync(ICluster cluster, CancellationToken cancellationToken)
    {
        try
        {
            return await cluster.GetVersionAsync(cancellationToken) is { } version
                ? ApiServerVersion.Parse(version.GitVersion, version.GoVersion)
                : ApiServerVersion.Newest;
        }
        catch (ApiStatusException)
        {
            return ApiServerVersion.Newest;
        }
    }
}

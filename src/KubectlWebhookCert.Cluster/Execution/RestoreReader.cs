using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Probing;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>Reads where everything stands that a backup is about.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="prober">Asks endpoints.</param>
public sealed class RestoreReader(ICluster cluster, EndpointProber prober)
{
    /// <summary>What moves together, as it stands now.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="RotationRefusedException">The Secret is gone, or another one.</exception>
    public async Task<RotationScope> ReadAsync(RotationBackup backup, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(backup);
        var was = backup.Scope;
        var plan = new RotationPlan(was, string.Empty, null, []);
        var writing = new WriteOptions(false, null);
        var found = await new SecretWriter(cluster, plan, writing).ReadAsync(cancellationToken)
            ?? throw new RotationRefusedException(
                $"cannot restore {was.Secret.Ref}: it is gone, and whoever serves from it has to know the new one",
                $"kubectl get secret {backup.Name} -n {backup.Namespace} -o jsonpath='{{.data.content\\.json}}' | base64 -d: its scope.secret is the Secret to apply");
        var writer = new BundleWriter(cluster, plan, writing);
        List<CaBundle?> bundles = [];
        foreach (var place in was.Bundles.Select(bundle => bundle.Place))
        {
            bundles.Add(await writer.ReadAsync(place, cancellationToken));
        }

        var asked = await new EndpointWatch(cluster, was.Calls, prober).AskAsync(cancellationToken);
        var served = asked.SelectMany(behind => behind.Endpoints)
            .Select(endpoint => endpoint.Answer)
            .OfType<ProbeAnswer.Presented>()
            .Where(presented => presented.Certificates.Count == presented.Raw.Count && presented.Raw.Count > 0)
            .Select(presented => presented.Certificates)
            .Distinct();
        return RestorePlanner.ScopeNow(was, found, bundles, [.. served]);
    }
}

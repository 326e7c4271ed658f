using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Cluster.Probing;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Trust;

namespace KubectlWebhookCert.Cluster.Gathering;

/// <summary>Reads CAs from where they are no object of the cluster: a file, what a Service's endpoints present, what the API server presents.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="prober">Asks endpoints.</param>
public sealed class CaSourceReader(ICluster cluster, EndpointProber prober)
{
    /// <summary>What a source holds or presents; null for what lies in the cluster, which is read with the rest of it.</summary>
    /// <param name="source">What the user typed.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="UsageException">The file cannot be read, or nothing presents a certificate.</exception>
    /// <exception cref="ClusterUnreachableException">The API server does not answer.</exception>
    public async Task<TrustSource?> ReadAsync(CaSource? source, CancellationToken cancellationToken) => source switch
    {
        CaSource.File file => await ReadFileAsync(file, cancellationToken),
        CaSource.Service service => await AskAsync(service, cancellationToken),
        CaSource.ApiServer server => await AskAsync(server, cancellationToken),
        _ => null,
    };

    private static async Task<TrustSource> ReadFileAsync(CaSource.File source, CancellationToken cancellationToken)
    {
        try
        {
            var bundle = CaBundle.Read(await File.ReadAllBytesAsync(source.Path, cancellationToken));
            return bundle.Certificates.Count > 0
                ? new TrustSource(new ObjectRef(TrustSource.FileKind, null, source.Path), string.Empty, bundle) { Typed = source }
                : throw new UsageException(
                    $"\"{source.Path}\" holds no certificate{(bundle.Problems is [var problem, ..] ? $": {problem}" : string.Empty)}", "name a file of PEM certificates");
        }
        catch (Exception failure) when (FileFailure.Explain(failure, source.Path) is { } why)
        {
            throw new UsageException($"cannot read \"{source.Path}\": {why}", $"ls -l {source.Path}", failure);
        }
    }

    private async Task<TrustSource> AskAsync(CaSource.ApiServer source, CancellationToken cancellationToken)
    {
        if (cluster is not LiveCluster live)
        {
            throw new UsageException("files have no API server", $"name another source: --ca-from {CaSource.Forms}");
        }

        return TrustSource.OfServer(KubeconfigTrust.ServerRef(live), source, await live.PresentedAsync(cancellationToken));
    }

    private async Task<TrustSource> AskAsync(CaSource.Service source, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(source, cancellationToken);
        var served = await prober.ProbeAsync(plan, cancellationToken);
        var presented = served.All.Select(endpoint => endpoint.Answer).OfType<ProbeAnswer.Presented>().Where(answer => answer.Certificates.Count > 0).ToList();
        var chains = presented.Select(answer => answer.Certificates).Distinct().ToList();
        return chains switch
        {
            [var chain] => TrustSource.OfServer(new ObjectRef(ResourceTypes.Service.Kind, source.Namespace, source.Name), source, chain),
            [] => throw new UsageException(
                $"no endpoint of service {source.Namespace}/{source.Name} presents a certificate{Why(served)}",
                $"kubectl get endpointslices -n {source.Namespace} -l kubernetes.io/service-name={source.Name}"),
            _ => throw new UsageException(
                $"the endpoints of service {source.Namespace}/{source.Name} present different certificates",
                $"see which: kubectl webhook-cert inspect service/{source.Name} -n {source.Namespace}"),
        };
    }

    private async Task<IReadOnlyCollection<ProbeRequest>> PlanAsync(CaSource.Service source, CancellationToken cancellationToken)
    {
        var target = new Target.ServicePort(source.Namespace, source.Name, source.Port);
        var snapshot = await SnapshotReader.ReadAsync(cluster, target, DiscoveryOptions.None, cancellationToken);
        return ProbePlan.Of(snapshot, target);
    }

    private static string Why(ServedCertificates served) =>
        served.All.Select(endpoint => ProbeWords.Problem(endpoint.Answer)).FirstOrDefault(problem => problem is not null) is { } why ? $": {why}" : string.Empty;
}

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Sets stages up on a cluster.</summary>
public sealed class StageMaker(ApiClient client, ObjectMaker make)
{
    private static readonly IReadOnlyDictionary<string, string> Labels =
        new Dictionary<string, string> { ["app"] = "hook", ["pod-template-hash"] = "5d8f" };

    /// <summary>Service, Endpoints, Deployment, ReplicaSet, a ready pod that mounts the Secret, and the Secret.</summary>
    /// <param name="issue">What is served under a name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Stage> WholeAsync(Func<string, Task<ServingPem>> issue, CancellationToken cancellationToken)
    {
        const string Secret = "hook-certs";
        var service = await ServiceAsync(cancellationToken);
        var serving = await issue(service.ServerName);
        await make.SecretAsync(service.Namespace, Secret, "kubernetes.io/tls", serving.SecretData, cancellationToken);
        var replicas = await ReplicaSetAsync(service.Namespace, cancellationToken);
        await make.PodAsync(service.Namespace, PodOf(replicas, Stage.Pod, Stage.Address, Secret), cancellationToken);
        await client.CreateAsync(
            $"/api/v1/namespaces/{service.Namespace}/endpoints",
            WorkloadManifest.Endpoints(
                service.Name, Stage.PodPort, [(Stage.Pod, Stage.Address)], [(Stage.PodNotReady, Stage.AddressNotReady)]),
            cancellationToken);
        return new Stage(service, Secret, serving);
    }

    /// <summary>Only the Service, an endpoint without a pod, and a Secret that nothing names.</summary>
    /// <param name="issue">What is served under a name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Stage> WithoutPodsAsync(Func<string, Task<ServingPem>> issue, CancellationToken cancellationToken)
    {
        const string Secret = "whatever-it-is-called";
        var service = await make.ServiceAsync(await make.NamespaceAsync(cancellationToken), "hook", cancellationToken);
        var serving = await issue(service.ServerName);
        await make.SecretAsync(service.Namespace, Secret, "Opaque", serving.SecretData, cancellationToken);
        await make.EndpointsAsync(service, Stage.PodPort, [Stage.Address], cancellationToken);
        return new Stage(service, Secret, serving);
    }

    private static PodProfile PodOf(MadeController replicas, string name, string address, string secret) =>
        new(name, "no-such-node", address) { Labels = Labels, Controller = replicas, Secret = secret, Port = Stage.PodPort };

    private async Task<MadeService> ServiceAsync(CancellationToken cancellationToken)
    {
        var name = await make.NamespaceAsync(cancellationToken);
        var selector = new Dictionary<string, string> { ["app"] = "hook" };
        return await make.ServiceAsync(name, "hook", 443, "webhook", selector, cancellationToken);
    }

    private async Task<MadeController> ReplicaSetAsync(string @namespace, CancellationToken cancellationToken)
    {
        var apps = $"/apis/apps/v1/namespaces/{@namespace}";
        var deployment = await client.CreateAsync(
            $"{apps}/deployments", WorkloadManifest.Deployment("hook", 1, Labels), cancellationToken);
        var controller = new MadeController("apps/v1", "Deployment", "hook", Json.Text(deployment, "metadata.uid") ?? "");
        var replicas = await client.CreateAsync(
            $"{apps}/replicasets", WorkloadManifest.ReplicaSet("hook-5d8f", controller, Labels), cancellationToken);
        return new MadeController("apps/v1", "ReplicaSet", "hook-5d8f", Json.Text(replicas, "metadata.uid") ?? "");
    }
}

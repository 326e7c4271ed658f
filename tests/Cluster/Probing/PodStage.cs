using System.Net;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A namespace whose pods answer: behind a stand-in kubelet for port-forwards, behind a balancer for the API server.</summary>
internal sealed class PodStage : IAsyncDisposable
{
    public const int Port = 9443;

    private readonly ApiClient client;
    private readonly ObjectMaker make;
    private readonly Dictionary<string, MadeController> workloads = [];
    private readonly List<(string Name, string Address, IPEndPoint Server)> pods = [];
    private readonly List<(MadeService Service, ServiceBalancer Balancer)> services = [];
    private readonly List<IAsyncDisposable> servers = [];
    private int addressCount;

    private PodStage(ApiClient client, ObjectMaker make, KubeletStandIn kubelet, string @namespace, string node)
    {
        this.client = client;
        this.make = make;
        Kubelet = kubelet;
        Namespace = @namespace;
        Node = node;
    }

    public KubeletStandIn Kubelet { get; }

    public string Namespace { get; }

    public string Node { get; }

    public static Task<PodStage> MakeAsync(ControlPlane control, ObjectMaker make, CancellationToken cancellationToken) =>
        MakeAsync(control, make, FreshName.With("test"), cancellationToken);

    /// <summary>The same with a namespace of that name.</summary>
    public static async Task<PodStage> MakeAsync(ControlPlane control, ObjectMaker make, string @namespace, CancellationToken cancellationToken)
    {
        var kubelet = new KubeletStandIn(control);
        return new PodStage(
            control.Admin,
            make,
            kubelet,
            await make.NamespaceAsync(@namespace, cancellationToken),
            await make.NodeAsync(kubelet.Address, cancellationToken));
    }

    /// <summary>The program of a pod. Every request has a connection of its own: a kept one would stay with the pod that it has.</summary>
    public WebhookServer Serve(TestCertificate certificate)
    {
        var server = new WebhookServer(new IPEndPoint(IPAddress.Loopback, 0), certificate) { KeepsAlive = false };
        servers.Add(server);
        return server;
    }

    /// <summary>A Deployment; its pods have the same labels.</summary>
    public Task DeploymentAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken) =>
        DeploymentAsync(name, 1, labels, cancellationToken);

    /// <summary>A Deployment of so many pods, none of which is made yet.</summary>
    public async Task DeploymentAsync(
        string name, int replicas, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        var made = await client.CreateAsync(
            $"/apis/apps/v1/namespaces/{Namespace}/deployments", WorkloadManifest.Deployment(name, replicas, labels), cancellationToken);
        workloads[name] = new MadeController("apps/v1", "Deployment", name, (string?)made["metadata"]?["uid"] ?? "");
    }

    /// <summary>One of a Deployment's pods, ready.</summary>
    /// <param name="deployment">Made before.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="secret">What it mounts.</param>
    /// <param name="server">Where it really listens.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<string> PodAsync(
        string deployment, IReadOnlyDictionary<string, string> labels, string secret, IPEndPoint server, CancellationToken cancellationToken) =>
        PodAsync(deployment, pod => pod with { Labels = labels, Secret = secret }, server, cancellationToken);

    /// <summary>The same, of any shape.</summary>
    public async Task<string> PodAsync(
        string deployment, Func<PodProfile, PodProfile> shape, IPEndPoint server, CancellationToken cancellationToken)
    {
        var name = FreshName.With(deployment);
        var address = $"10.30.0.{++addressCount}";
        await make.PodAsync(
            Namespace, shape(new PodProfile(name, Node, address) { Controller = workloads[deployment] }), cancellationToken);
        Kubelet.Route(Namespace, name, Port, server);
        pods.Add((name, address, server));
        return name;
    }

    /// <summary>Makes the endpoints of each Service all pods that there are and are not terminating.</summary>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        foreach (var (service, balancer) in services)
        {
            await client.MergeAsync(
                $"/api/v1/namespaces/{Namespace}/endpoints/{service.Name}", EndpointsOf(service.Name), cancellationToken);
            balancer.Route([.. pods.Select(pod => pod.Server)]);
        }
    }

    /// <summary>Has a pod terminate: it is no endpoint any longer, its object and its port-forward remain.</summary>
    public async Task TerminateAsync(string pod, CancellationToken cancellationToken)
    {
        await client.DeleteAsync($"/api/v1/namespaces/{Namespace}/pods/{pod}", cancellationToken);
        pods.RemoveAll(each => each.Name == pod);
        await PublishAsync(cancellationToken);
    }

    /// <summary>Takes away the object of a pod that has terminated, as its kubelet does.</summary>
    public async Task RemoveAsync(string pod, CancellationToken cancellationToken)
    {
        Kubelet.Unroute(Namespace, pod, Port);
        await client.DeleteAsync($"/api/v1/namespaces/{Namespace}/pods/{pod}?gracePeriodSeconds=0", cancellationToken);
    }

    /// <summary>A Service whose endpoints are all pods made so far (later ones once they are published); a new connection to it goes to the next of them.</summary>
    public async Task<MadeService> ServiceAsync(string name, IReadOnlyDictionary<string, string> selector, CancellationToken cancellationToken)
    {
        var service = await make.ServiceAsync(Namespace, name, 443, "9443", selector, cancellationToken);
        await client.CreateAsync($"/api/v1/namespaces/{Namespace}/endpoints", EndpointsOf(name), cancellationToken);
        var balancer = new ServiceBalancer(service, [.. pods.Select(pod => pod.Server)]);
        servers.Add(balancer);
        services.Add((service, balancer));
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }

        await Kubelet.DisposeAsync();
    }

    private string EndpointsOf(string service) => pods.Count == 0
        ? WorkloadManifest.NoEndpoints(service)
        : WorkloadManifest.Endpoints(service, Port, pods.Select(pod => (pod.Name, pod.Address)), []);
}

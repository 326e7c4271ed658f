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
    private readonly List<IAsyncDisposable> servers = [];

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

    public static async Task<PodStage> MakeAsync(ControlPlane control, ObjectMaker make, CancellationToken cancellationToken)
    {
        var kubelet = new KubeletStandIn(control);
        return new PodStage(
            control.Admin, make, kubelet, await make.NamespaceAsync(cancellationToken), await make.NodeAsync(kubelet.Address, cancellationToken));
    }

    /// <summary>The program of a pod. Every request has a connection of its own: a kept one would stay with the pod that it has.</summary>
    public WebhookServer Serve(TestCertificate certificate)
    {
        var server = new WebhookServer(new IPEndPoint(IPAddress.Loopback, 0), certificate) { KeepsAlive = false };
        servers.Add(server);
        return server;
    }

    /// <summary>A Deployment; its pods have the same labels.</summary>
    public async Task DeploymentAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        var made = await client.CreateAsync(
            $"/apis/apps/v1/namespaces/{Namespace}/deployments", WorkloadManifest.Deployment(name, labels), cancellationToken);
        workloads[name] = new MadeController("apps/v1", "Deployment", name, (string?)made["metadata"]?["uid"] ?? "");
    }

    /// <summary>One of a Deployment's pods, ready.</summary>
    /// <param name="deployment">Made before.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="secret">What it mounts.</param>
    /// <param name="server">Where it really listens.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<string> PodAsync(
        string deployment, IReadOnlyDictionary<string, string> labels, string secret, IPEndPoint server, CancellationToken cancellationToken)
    {
        var name = FreshName.With(deployment);
        var address = $"10.30.0.{pods.Count + 1}";
        await make.PodAsync(
            Namespace, new PodProfile(name, Node, address) { Labels = labels, Secret = secret, Controller = workloads[deployment] }, cancellationToken);
        Kubelet.Route(Namespace, name, Port, server);
        pods.Add((name, address, server));
        return name;
    }

    /// <summary>A Service whose endpoints are all pods made so far; a new connection to it goes to the next of them.</summary>
    public async Task<MadeService> ServiceAsync(string name, IReadOnlyDictionary<string, string> selector, CancellationToken cancellationToken)
    {
        var service = await make.ServiceAsync(Namespace, name, 443, "9443", selector, cancellationToken);
        await client.CreateAsync(
            $"/api/v1/namespaces/{Namespace}/endpoints",
            WorkloadManifest.Endpoints(name, Port, pods.Select(pod => (pod.Name, pod.Address)), []),
            cancellationToken);
        servers.Add(new ServiceBalancer(service, [.. pods.Select(pod => pod.Server)]));
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
}

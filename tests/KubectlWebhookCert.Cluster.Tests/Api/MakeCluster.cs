using KubectlWebhookCert.Cluster.Kubeconfig;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>Valid connections; each test changes what it is about.</summary>
internal static class MakeCluster
{
    public static readonly ApiSettings Settings = new() { Version = "1.2.3", GetVariable = static _ => null };

    public static ClientConfig Config(params Credential[] credentials) => new()
    {
        Server = new Uri("https://kubernetes.example:6443/"),
        Source = "context \"test\"",
        Namespace = "default",
        Credentials = new FakeCredentials(credentials),
    };

    public static LiveCluster Over(FakeApi api, TimeProvider? clock = null) =>
        new(Config(), Settings with { Clock = clock ?? TimeProvider.System }, api);
}

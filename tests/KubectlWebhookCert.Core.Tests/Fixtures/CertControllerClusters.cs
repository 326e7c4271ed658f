using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Core.Tests.Fixtures;

/// <summary>What cert-controller keeps: CA serial 0 with its own name as DNS name, leaf serial 1, both keys in one Secret.</summary>
internal static class CertControllerClusters
{
    private const string Directory = "/tmp/k8s-webhook-server/serving-certs";

    /// <summary>Kueue by chart: admission, CRD conversion, and an APIService that skips verification.</summary>
    public static FakeCluster Kueue()
    {
        const string Namespace = "kueue-system";
        const string Labels = "app.kubernetes.io/name=kueue,app.kubernetes.io/instance=kueue,control-plane=controller-manager";
        var (ca, leaf) = Pair("kueue-ca", "kueue", "kueue-webhook-service.kueue-system.svc");
        var spec = Make.PodSpec().Mount(Directory, Make.SecretVolume("kueue-webhook-server-cert"));
        return new FakeCluster(
            Make.Mutating("kueue-mutating-webhook-configuration", Make.Entry("mjob.kb.io", $"{Namespace}/kueue-webhook-service", ca.Base64)),
            Make.Validating("kueue-validating-webhook-configuration", Make.Entry("vjob.kb.io", $"{Namespace}/kueue-webhook-service", ca.Base64)),
            Make.Crd("workloads.kueue.x-k8s.io", $"{Namespace}/kueue-webhook-service", ca.Base64),
            Make.PlainCrd("topologies.kueue.x-k8s.io"),
            Make.ApiService("v1beta1", "visibility.kueue.x-k8s.io", $"{Namespace}/kueue-visibility-server")
                .With(json => json["spec"]!["insecureSkipTLSVerify"] = true),
            Make.ApiService("v1", "apps", null),
            Make.Service(Namespace, "kueue-webhook-service", Labels),
            Make.Service(Namespace, "kueue-visibility-server", Labels, 443, 8082),
            Make.Slice(Namespace, "kueue-webhook-service", 9443, null, Make.SliceEndpoint("10.1.0.4", "kueue-controller-manager-5d4f8c7b9-x")),
            Make.Slice(Namespace, "kueue-visibility-server", 8082, null, Make.SliceEndpoint("10.1.0.4", "kueue-controller-manager-5d4f8c7b9-x")),
            Make.DeploymentPod(Namespace, "kueue-controller-manager", Labels, spec),
            Make.Deployment(Namespace, "kueue-controller-manager", Labels, (JsonObject)spec.DeepClone()),
            FourKeys(Namespace, "kueue-webhook-server-cert", ca, leaf).InRelease(Namespace, "kueue"));
    }

    /// <summary>LeaderWorkerSet of a chart whose selector also selects Kueue's pods, both in one namespace.</summary>
    public static FakeCluster LwsMixedWithKueue()
    {
        const string Namespace = "shared";
        const string Scaffold = "control-plane=controller-manager";
        var (ca, leaf) = Pair("lws-ca", "lws", "lws-webhook-service.shared.svc");
        var (kueueCa, kueueLeaf) = Pair("kueue-ca", "kueue", "kueue-webhook-service.shared.svc", 2);
        return new FakeCluster(
            Make.Mutating("lws-mutating-webhook-configuration", Make.Entry("mleaderworkerset.kb.io", $"{Namespace}/lws-webhook-service", ca.Base64)),
            Make.Service(Namespace, "lws-webhook-service", Scaffold),
            Make.Slice(
                Namespace,
                "lws-webhook-service",
                9443,
                null,
                Make.SliceEndpoint("10.1.0.4", "lws-controller-manager-5d4f8c7b9-x"),
                Make.SliceEndpoint("10.1.0.9", "kueue-controller-manager-5d4f8c7b9-x")),
            Make.DeploymentPod(
                Namespace, "lws-controller-manager", Scaffold, Make.PodSpec().Mount(Directory, Make.SecretVolume("lws-webhook-server-cert"))),
            Make.DeploymentPod(
                Namespace, "kueue-controller-manager", Scaffold, Make.PodSpec().Mount(Directory, Make.SecretVolume("kueue-webhook-server-cert"))),
            FourKeys(Namespace, "lws-webhook-server-cert", ca, leaf),
            FourKeys(Namespace, "kueue-webhook-server-cert", kueueCa, kueueLeaf));
    }

    /// <summary>One webhook whose Secret was written by cert-controller for a CA of these names.</summary>
    public static FakeCluster Product(string caName, string organization, string secret)
    {
        var (ca, leaf) = Pair(caName, organization, "hook.system.svc");
        return OneSecret(ca, FourKeys("system", secret, ca, leaf), secret);
    }

    /// <summary>One webhook whose Secret the chart made empty and nobody has filled.</summary>
    public static FakeCluster Unfilled(string secret) =>
        OneSecret(null, Make.Secret("system", secret).With(json => json.Remove("data")), secret);

    private static FakeCluster OneSecret(Issued? ca, Manifest made, string secret) => new(
        Make.Validating("config", Make.Entry("v.example.com", "system/hook", ca?.Base64)),
        Make.Service("system", "hook", "app=hook"),
        Make.Slice("system", "hook", 9443, null, Make.SliceEndpoint("10.1.0.4", "hook-5d4f8c7b9-x")),
        Make.DeploymentPod("system", "hook", "app=hook", Make.PodSpec().Mount(Directory, Make.SecretVolume(secret))),
        made);

    private static (Issued Ca, Issued Leaf) Pair(string caName, string organization, string serverName, int key = 0)
    {
        var ca = Issued.Ca($"CN={caName}, O={organization}", key, 0, caName);
        return (ca, ca.Leaf($"CN={serverName}, O={organization}", key + 1, 1, null, serverName));
    }

    private static Manifest FourKeys(string namespaceName, string name, Issued ca, Issued leaf) => Make.Secret(
        namespaceName, name, ("ca.crt", ca.Pem), ("ca.key", ca.KeyPem), ("tls.crt", leaf.Pem), ("tls.key", leaf.KeyPem));
}

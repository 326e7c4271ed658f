using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Core.Tests.Fixtures;

/// <summary>The generations of the Spark Operator.</summary>
internal static class SparkClusters
{
    private const string Certs = "spark-operator-webhook-certs";
    private const string Labels = "app.kubernetes.io/name=spark-operator,app.kubernetes.io/instance=spark-operator";

    /// <summary>Chart 1.2.15: CA and leaf of one subject, valid until 2298, Secret made by a hook Job.</summary>
    public static FakeCluster Chart12()
    {
        var ca = Issued.Ca("CN=spark-operator-webhook.default.svc");
        var leaf = ca.Leaf(
            "CN=spark-operator-webhook.default.svc",
            1,
            5,
            new DateTimeOffset(2298, 1, 1, 0, 0, 0, TimeSpan.Zero),
            "spark-operator-webhook.default.svc");
        var spec = Make.PodSpec(8080, "webhook", image: "docker.io/kubeflow/spark-operator:v1beta2-1.4.6-3.5.0")
            .Mount("/etc/webhook-certs", Make.SecretVolume(Certs));
        return new FakeCluster(
            Make.Mutating(
                "spark-operator-webhook-config",
                Make.Entry("webhook.sparkoperator.k8s.io", "default/spark-operator-webhook", ca.Base64, path: "/webhook")),
            Make.Service("default", "spark-operator-webhook", Labels, 443, "webhook", "webhook").InRelease("default", "spark-operator"),
            Make.Slice("default", "spark-operator-webhook", 8080, "webhook", Make.SliceEndpoint("10.1.0.4", "spark-operator-5d4f8c7b9-x")),
            Make.DeploymentPod("default", "spark-operator", Labels, spec),
            Make.Deployment("default", "spark-operator", Labels, (JsonObject)spec.DeepClone())
                .InRelease("default", "spark-operator")
                .Label("helm.sh/chart", "spark-operator-1.2.15"),
            FourKeys(Certs, ca.Pem, ca.KeyPem, leaf.Pem, leaf.KeyPem));
    }

    /// <summary>Chart 1.4.3: nothing mounts the Secret; the bundle and <c>ca-cert.pem</c> are the leaf itself.</summary>
    /// <param name="emptied">Whether somebody emptied the Secret's keys.</param>
    /// <param name="secret">Changes the Secret.</param>
    public static FakeCluster Chart14(bool emptied = false, Func<Manifest, Manifest>? secret = null)
    {
        var ca = Issued.Ca("CN=spark-operator-webhook-svc.default.svc");
        var leaf = ca.Leaf("CN=spark-operator-webhook-svc.default.svc", 1, 6, null, "localhost", "spark-operator-webhook-svc.default.svc");
        var spec = Make.PodSpec(
            8080, "webhook", ["-enable-webhook=true", $"-webhook-secret-name={Certs}", "-webhook-secret-namespace=default"]);
        return new FakeCluster(
            Make.Mutating(
                "spark-operator-webhook-config",
                Make.Entry("webhook.sparkoperator.k8s.io", "default/spark-operator-webhook-svc", leaf.Base64)),
            Make.Service("default", "spark-operator-webhook-svc", Labels, 443, "webhook", "webhook")
                .InRelease("default", "spark-operator")
                .Label("helm.sh/chart", "spark-operator-1.4.3"),
            Make.Slice("default", "spark-operator-webhook-svc", 8080, "webhook", Make.SliceEndpoint("10.1.0.4", "spark-operator-5d4f8c7b9-x")),
            Make.DeploymentPod("default", "spark-operator", Labels, spec),
            Make.Deployment("default", "spark-operator", Labels, (JsonObject)spec.DeepClone()),
            (secret ?? (same => same))((emptied
                ? FourKeys(Certs, string.Empty, string.Empty, string.Empty, string.Empty)
                : FourKeys(Certs, leaf.Pem, ca.KeyPem, leaf.Pem, leaf.KeyPem))
                .InRelease("default", "spark-operator")));
    }

    /// <summary>Chart 2.1.0 after 1.2.15: the old Secret is reused, so the leaf names the old Service. Pods write files into an emptyDir.</summary>
    /// <param name="named">Whether the pods' arguments name the Secret, as the chart writes them.</param>
    public static FakeCluster Chart21(bool named = true) => Second(named, "spark-operator-webhook.default.svc");

    /// <summary>Chart 2.2 and later: as it is meant to be.</summary>
    public static FakeCluster Chart22() => Second(named: true, "spark-operator-webhook-svc.default.svc");

    private static FakeCluster Second(bool named, string serverName)
    {
        var ca = Issued.Ca($"CN={serverName}");
        var leaf = ca.Leaf($"CN={serverName}", 1, 5, null, serverName);
        var other = Issued.Ca("CN=unrelated", 2).Leaf("CN=db.default.svc", 3, 9, null, "db.default.svc");
        string[] args =
            ["webhook", "start", .. named ? [$"--webhook-secret-name={Certs}", "--webhook-secret-namespace=default"] : Array.Empty<string>()];
        var spec = Make.PodSpec(9443, "webhook", args, "docker.io/kubeflow/spark-operator:2.1.0")
            .Mount("/etc/k8s-webhook-server/serving-certs", new JsonObject { ["emptyDir"] = new JsonObject() }, "serving-certs");
        const string WebhookLabels = Labels + ",app.kubernetes.io/component=webhook";
        return new FakeCluster(
            Make.Mutating(
                "spark-operator-webhook",
                Make.Entry("mutate--v1-pod.sparkoperator.k8s.io", "default/spark-operator-webhook-svc", ca.Base64, 9443, "/mutate--v1-pod"),
                Make.Entry(
                    "mutate-sparkoperator-k8s-io-v1beta2-sparkapplication.sparkoperator.k8s.io",
                    "default/spark-operator-webhook-svc",
                    ca.Base64,
                    9443))
                .InRelease("default", "spark-operator")
                .WrittenBy("helm", "2026-02-01T10:00:00Z", """
                    {"f:webhooks":{".":{},"k:{\"name\":\"mutate--v1-pod.sparkoperator.k8s.io\"}":{".":{},"f:name":{}}}}
                    """)
                .WrittenBy("spark-operator", "2026-02-01T10:01:00Z", """
                    {"f:webhooks":{"k:{\"name\":\"mutate--v1-pod.sparkoperator.k8s.io\"}":{"f:clientConfig":{"f:caBundle":{}}}}}
                    """),
            Make.Service("default", "spark-operator-webhook-svc", WebhookLabels, 9443, "webhook", "webhook")
                .InRelease("default", "spark-operator")
                .Label("helm.sh/chart", "spark-operator-2.1.0"),
            Make.Slice(
                "default",
                "spark-operator-webhook-svc",
                9443,
                "webhook",
                Make.SliceEndpoint("10.1.0.4", "spark-operator-webhook-5d4f8c7b9-x"),
                Make.SliceEndpoint("10.1.0.5", "spark-operator-webhook-5d4f8c7b9-y")),
            Make.DeploymentPod("default", "spark-operator-webhook", WebhookLabels, spec),
            Make.DeploymentPod("default", "spark-operator-webhook", WebhookLabels, (JsonObject)spec.DeepClone(), "y"),
            Make.Deployment("default", "spark-operator-webhook", WebhookLabels, (JsonObject)spec.DeepClone()),
            FourKeys(Certs, ca.Pem, ca.KeyPem, leaf.Pem, leaf.KeyPem),
            Make.Secret("default", "unrelated", ("tls.crt", other.Pem), ("tls.key", other.KeyPem)),
            Make.Secret("default", "password", ("password", "secret")));
    }

    /// <summary>
    /// Charts of 1.x in the namespaces <c>one</c> and <c>two</c>, neither told a name: both register <c>spark-webhook-config</c>, the second last.
    /// </summary>
    /// <param name="until">When the certificates end.</param>
    /// <param name="args">What each operator is told, in order.</param>
    public static FakeCluster TwoReleases(DateTimeOffset until, params string[][] args)
    {
        var ca = Issued.Ca("CN=spark-operator-webhook.two.svc");
        return new FakeCluster(
        [
            Make.Mutating(
                "spark-webhook-config",
                Make.Entry("webhook.sparkoperator.k8s.io", "two/spark-operator-webhook", ca.Base64, path: "/webhook")),
            .. Release("one", ca, until, args[0]),
            .. Release("two", ca, until, args[1]),
        ]);
    }

    private static Manifest[] Release(string namespaceName, Issued ca, DateTimeOffset until, string[] args)
    {
        var leaf = ca.Leaf("CN=spark", 1, 5, until, $"spark-operator-webhook.{namespaceName}.svc");
        var spec = Make.PodSpec(8080, "webhook", args).Mount("/etc/webhook-certs", Make.SecretVolume(Certs));
        return
        [
            Make.Service(namespaceName, "spark-operator-webhook", Labels, 443, "webhook", "webhook").InRelease(namespaceName, "spark-operator"),
            Make.Slice(namespaceName, "spark-operator-webhook", 8080, "webhook", Make.SliceEndpoint("10.1.0.4", "spark-operator-5d4f8c7b9-x")),
            Make.DeploymentPod(namespaceName, "spark-operator", Labels, spec),
            Make.Deployment(namespaceName, "spark-operator", Labels, (JsonObject)spec.DeepClone())
                .InRelease(namespaceName, "spark-operator")
                .Label("app.kubernetes.io/name", "spark-operator"),
            Make.Secret(
                namespaceName, Certs, ("ca-cert.pem", ca.Pem), ("ca-key.pem", ca.KeyPem), ("server-cert.pem", leaf.Pem), ("server-key.pem", leaf.KeyPem)),
        ];
    }

    private static Manifest FourKeys(string name, string caCert, string caKey, string serverCert, string serverKey) => Make.Secret(
        "default", name, ("ca-cert.pem", caCert), ("ca-key.pem", caKey), ("server-cert.pem", serverCert), ("server-key.pem", serverKey));
}

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Stages of the Spark Operator, with the names that its charts give.</summary>
internal static class SparkProfiles
{
    public const string Secret = "spark-operator-webhook-certs";

    /// <summary>Up to chart 1.3: one pod, with files out of a mounted Secret.</summary>
    /// <param name="client">Its own identity.</param>
    /// <param name="make">Makes the Secret, as a hook Job does.</param>
    /// <param name="issue">What the Secret holds.</param>
    /// <param name="interval">From one look at its files to the next.</param>
    public static RotatingProfile First(
        ApiClient client, ObjectMaker make, Func<MadeService, (RsaAuthority Authority, TestCertificate Leaf)> issue, TimeSpan interval) => new(
        async (service, ended) =>
        {
            var (authority, leaf) = issue(service);
            var data = new Dictionary<string, string>
            {
                ["ca-cert.pem"] = authority.Pem,
                ["ca-key.pem"] = authority.KeyPem,
                ["server-cert.pem"] = leaf.ChainPem,
                ["server-key.pem"] = RsaAuthority.KeyPemOf(leaf),
            };
            await make.SecretAsync(service.Namespace, Secret, "Opaque", data, ended);
            return authority.Pem;
        },
        (pods, _, secret, trusting) => [SparkFilePod.Start(pods, client, "spark-operator", secret, trusting, interval)])
        {
            Service = "spark-operator-webhook",
            Deployment = "spark-operator",
            Secret = Secret,
            Keys = ("server-cert.pem", "server-key.pem"),
            Webhooks = ("webhook.sparkoperator.k8s.io", "quotaenforcer.sparkoperator.k8s.io"),
            IsMutating = true,
        };

    /// <summary>Chart 1.4: as many pods as are wanted, each of which overwrites the Secret and the bundles at its start.</summary>
    /// <param name="client">Its own identity.</param>
    /// <param name="make">Makes the Secret, empty, as the chart does.</param>
    /// <param name="replicas">How many.</param>
    public static RotatingProfile Middle(ApiClient client, ObjectMaker make, int replicas)
    {
        const string Deployment = "spark-operator";
        return new RotatingProfile(
            async (service, ended) =>
            {
                await make.SecretAsync(service.Namespace, Secret, "Opaque", new Dictionary<string, string>(), ended);
                return string.Empty;
            },
            (pods, service, secret, trusting) =>
                [.. Enumerable.Repeat(SparkMemoryPod.Start(pods, client, Deployment, service, secret, trusting), replicas)])
        {
            Service = "spark-operator-webhook-svc",
            Deployment = Deployment,
            Secret = Secret,
            Keys = ("server-cert.pem", "server-key.pem"),
            Webhooks = ("webhook.sparkoperator.k8s.io", "quotaenforcer.sparkoperator.k8s.io"),
            IsMutating = true,
        };
    }

    /// <summary>From 2.0 on: two pods that read their Secret at their start.</summary>
    /// <param name="make">Makes the Secret, as a pod that is gone did.</param>
    /// <param name="certificates">What it holds.</param>
    /// <param name="operate">What the pods run, given the configuration that their leader writes.</param>
    public static RotatingProfile Second(
        ObjectMaker make, Func<MadeService, SparkCertificates> certificates, Func<MadeService, BundleTarget, SparkOperatorEmulator> operate)
    {
        const string Deployment = "spark-operator-webhook";
        return new RotatingProfile(
            async (service, ended) =>
            {
                var held = certificates(service);
                await make.SecretAsync(service.Namespace, Secret, "Opaque", held.Values, ended);
                return held.AuthorityPem;
            },
            (pods, service, _, trusting) =>
            {
                var start = SparkPod.Start(pods, operate(service, trusting), Deployment, service, Secret);
                return [start, start];
            })
        {
            Service = "spark-operator-webhook-svc",
            Deployment = Deployment,
            Secret = Secret,
            Keys = ("server-cert.pem", "server-key.pem"),
            Webhooks = ("mutate--v1-pod.sparkoperator.k8s.io", "mutate-sparkoperator-k8s-io-v1beta2-sparkapplication.sparkoperator.k8s.io"),
            IsMutating = true,
        };
    }
}

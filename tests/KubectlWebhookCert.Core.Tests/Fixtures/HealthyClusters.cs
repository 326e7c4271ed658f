namespace KubectlWebhookCert.Core.Tests.Fixtures;

/// <summary>A webhook of each kind of owner, as the owner leaves it when all is well.</summary>
internal static class HealthyClusters
{
    /// <summary>By who owns the certificate.</summary>
    public static IReadOnlyDictionary<string, Func<FakeCluster>> ByOwner { get; } = new Dictionary<string, Func<FakeCluster>>(StringComparer.Ordinal)
    {
        ["nobody's"] = Hook.Healthy.Build,
        ["Spark Operator 1.2"] = SparkClusters.Chart12,
        ["Spark Operator 1.4"] = () => SparkClusters.Chart14(),
        ["Kueue"] = CertControllerClusters.Kueue,
        ["cert-controller"] = () => CertControllerClusters.Product("gatekeeper-ca", "gatekeeper", "gatekeeper-webhook-server-cert"),
        ["cert-manager, self-signed"] = OtherClusters.CertManagerSelfSigned,
        ["service-ca"] = OtherClusters.ServiceCa,
        ["OLM"] = OtherClusters.Olm,
        ["kube-webhook-certgen"] = OtherClusters.Certgen,
    };
}

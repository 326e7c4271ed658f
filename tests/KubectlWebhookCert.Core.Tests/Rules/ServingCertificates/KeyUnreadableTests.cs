using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.ServingCertificates;

/// <summary>key-unreadable: encrypted, damaged, or in an encoding that its owner does not load.</summary>
public sealed class KeyUnreadableTests
{
    private const string Code = "key-unreadable";

    [Fact]
    public void An_encrypted_key_is_an_error() => Assert.Equal(
        "the private key in tls.key of Secret web/hook-tls is encrypted, and no server asks for a password",
        Judged.Of(Hook.Healthy with { Secret = secret => secret.Data("tls.key", PrivateKeys.Encrypted(1)) }).Finding(Code).Fault.Message);

    [Theory]
    [InlineData("not a key")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nZ2FyYmFnZQ==\n-----END RSA PRIVATE KEY-----\n")]
    public void A_damaged_key_is_an_error(string damaged)
    {
        var finding = Judged.Of(Hook.Healthy with { Secret = secret => secret.Data("tls.key", damaged) }).Finding(Code);

        Assert.Equal((Severity.Error, "the private key in tls.key of Secret web/hook-tls cannot be read"), (finding.Severity, finding.Fault.Message));
        Assert.DoesNotContain(finding.Fault.Evidence, line => line.Value.Contains("Z2FyYmFn", StringComparison.Ordinal));
    }

    [Fact]
    public void A_damaged_key_of_the_ca_is_a_warning() => Assert.Equal(
        Severity.Warning,
        Judged.Of(Hook.Healthy with { Secret = secret => secret.Data("ca.key", "damaged") }).Finding(Code).Severity);

    [Theory]
    [InlineData("ca-key.pem", 0)]
    [InlineData("server-key.pem", 1)]
    public void Spark_operator_2_exits_with_a_key_in_pkcs8(string dataKey, int key)
    {
        var judged = Judged.Of(Spark(secret => secret.Data(dataKey, PrivateKeys.Pkcs8(key))));

        Assert.Equal([Code], judged.Alarms);
        Assert.Equal(Severity.Error, judged.Finding(Code).Severity);
        Assert.Equal(
            $"the private key in {dataKey} of Secret default/spark-operator-webhook-certs is none that Spark Operator 2.x can load: it exits at start",
            judged.Finding(Code).Fault.Message);
        Assert.Equal([new Evidence("key", "RSA 2048 private key, PKCS#8, not PKCS#1")], judged.Finding(Code).Fault.Evidence);
    }

    [Fact]
    public void Spark_operator_2_loads_pkcs1() => Assert.Empty(Judged.Of(Spark(secret => secret)).Alarms);

    [Fact]
    public void Cert_controller_stops_to_inject_with_a_ca_key_in_pkcs8()
    {
        var judged = Judged.Of(CertController(secret => secret.Data("ca.key", PrivateKeys.Pkcs8(0))));

        Assert.Equal([Code], judged.Alarms);
        Assert.Equal(Severity.Warning, judged.Finding(Code).Severity);
        Assert.EndsWith("it writes no CA bundle any more", judged.Finding(Code).Fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bundle_that_was_left_behind_hangs_under_the_key_that_stopped_it()
    {
        var before = Issued.Ca("CN=kueue-ca, O=kueue", 4, 0, "kueue-ca");
        var judged = Judged.Of(CertController(secret => secret.Data("ca.key", PrivateKeys.Pkcs8(0)), before));

        Assert.Equal(Code, judged.Result.Subjects[0].Findings[0].Rule.Code);
        Assert.Equal("ca-same-name-other-key", Assert.Single(judged.Finding(Code).Consequences).Rule.Code);
        Assert.Equal(Severity.Error, judged.Finding(Code).Severity);
    }

    [Fact]
    public void Cert_controllers_leaf_key_may_be_pkcs8() =>
        Assert.Empty(Judged.Of(CertController(secret => secret.Data("tls.key", PrivateKeys.Pkcs8(1)))).Alarms);

    [Fact]
    public void Others_load_pkcs8() =>
        Assert.Empty(Judged.Of(Hook.Healthy with { Secret = secret => secret.Data("tls.key", PrivateKeys.Pkcs8(1)) }).Alarms);

    private static FakeCluster Spark(Func<Manifest, Manifest> secret)
    {
        const string ServerName = "spark-operator-webhook-svc.default.svc";
        const string Labels = "app.kubernetes.io/name=spark-operator";
        var ca = Issued.Ca($"CN={ServerName}");
        var leaf = ca.Leaf($"CN={ServerName}", 1, 5, null, ServerName);
        var spec = Make.PodSpec(9443, "webhook", ["--webhook-secret-name=spark-operator-webhook-certs", "--webhook-secret-namespace=default"]);
        return new FakeCluster(
            Make.Mutating(
                "spark-operator-webhook",
                Make.Entry("mutate--v1-pod.sparkoperator.k8s.io", "default/spark-operator-webhook-svc", ca.Base64, 9443)),
            Make.Service("default", "spark-operator-webhook-svc", Labels, 9443, "webhook", "webhook"),
            Make.Slice("default", "spark-operator-webhook-svc", 9443, "webhook", Make.SliceEndpoint("10.1.0.4", "webhook-5d4f8c7b9-x")),
            Make.DeploymentPod("default", "webhook", Labels, spec),
            secret(Make.Secret(
                "default",
                "spark-operator-webhook-certs",
                ("ca-cert.pem", ca.Pem),
                ("ca-key.pem", ca.KeyPem),
                ("server-cert.pem", leaf.Pem),
                ("server-key.pem", leaf.KeyPem))));
    }

    private static Hook CertController(Func<Manifest, Manifest> secret, Issued? bundle = null)
    {
        var ca = Issued.Ca("CN=kueue-ca, O=kueue", 0, 0, "kueue-ca");
        return Hook.Healthy with
        {
            Ca = ca,
            Bundle = bundle?.Pem,
            Secret = manifest => secret(manifest.Data("ca.key", ca.KeyPem)),
        };
    }
}

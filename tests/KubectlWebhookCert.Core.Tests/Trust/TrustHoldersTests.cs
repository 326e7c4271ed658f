using System.Text;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.Core.Trust;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Tests.Trust;

/// <summary><c>validate trust</c>: whoever has to do with the source, and nobody else.</summary>
public sealed class TrustHoldersTests
{
    private const string From = "configmap/source/ca:ca.crt";

    private static readonly Issued Old = Issued.Ca("CN=ca");
    private static readonly Issued New = Issued.Ca("CN=ca", key: 1, serial: 2);
    private static readonly Issued Stranger = Issued.Ca("CN=other", key: 2);

    [Fact]
    public void Every_kind_of_holder_that_lacks_the_ca_is_named_and_no_other()
    {
        var cluster = Published(
            Make.ConfigMap("a", "behind", ("ca.crt", Old.Pem), ("note", "none"), ("other.crt", Stranger.Pem)),
            Make.ConfigMap("a", "followed", ("ca.crt", Old.Pem + New.Pem)),
            Make.ConfigMap("a", "binary").With(json => json["binaryData"] = new JsonObject { ["ca.pem"] = Base64(Old.Pem) }),
            Make.Secret("b", "behind", ("ca.crt", Old.Pem)),
            Make.Secret("b", "issuer", ("tls.crt", Old.Pem), ("tls.key", Old.KeyPem)),
            Make.Secret("b", "serving", ("tls.crt", Old.Leaf("CN=b", 3, 4, null, "b.b.svc").Pem + Old.Pem), ("tls.key", TestKeys.Rsa(3).ExportRSAPrivateKeyPem())),
            Make.Validating("web", Make.Entry("one.example.com", "c/hook", Old.Base64), Make.Entry("two.example.com", "c/hook", Old.Base64)),
            Make.Crd("things.example.com", "c/hook", Old.Base64),
            Make.ApiService("v1", "example.com", "c/hook", New.Base64),
            Make.Mutating("foreign", Make.Entry("three.example.com", "c/hook", Stranger.Base64)));

        Assert.Equal(
            [
                "ConfigMap a/behind ca.crt", "ConfigMap a/binary ca.pem", "CustomResourceDefinition things.example.com spec.conversion.webhook.clientConfig.caBundle",
                "Secret b/behind ca.crt", "Secret b/issuer tls.crt", "ValidatingWebhookConfiguration web webhooks[0].clientConfig.caBundle",
            ],
            Lacking(cluster));
        Assert.Contains(Judge(cluster).Subjects, subject => subject.Resource.Name == "followed" && subject.Findings.All(finding => finding.Severity == Severity.Info));
    }

    [Fact]
    public void A_namespace_narrows_it()
    {
        var cluster = Published(
            Make.ConfigMap("a", "behind", ("ca.crt", Old.Pem)),
            Make.ConfigMap("b", "behind", ("ca.crt", Old.Pem)),
            Make.Validating("web", Make.Entry("one.example.com", "c/hook", Old.Base64)),
            Make.Validating("far", Make.Entry("two.example.com", "b/hook", Old.Base64)));

        Assert.Equal(
            ["ConfigMap b/behind ca.crt", "ValidatingWebhookConfiguration far webhooks[0].clientConfig.caBundle"],
            Lacking(cluster, DiscoveryOptions.None with { Namespace = "b" }));
    }

    [Fact]
    public void Generations_that_openshift_tells_apart_by_the_second_are_namesakes()
    {
        var (first, second) = (Issued.Ca("CN=signer@1700000000"), Issued.Ca("CN=signer@1800000000", key: 1));
        var cluster = new FakeCluster(
            Make.ConfigMap("source", "ca", ("ca.crt", second.Pem)),
            Make.ConfigMap("a", "behind", ("ca.crt", first.Pem)),
            Make.ConfigMap("a", "unrelated", ("ca.crt", Issued.Ca("CN=signer@home", key: 2).Pem)));

        Assert.Equal(["ConfigMap a/behind ca.crt"], Lacking(cluster));
    }

    [Fact]
    public void Who_holds_what_signed_the_ca_is_warned_that_it_must_be_sent_along()
    {
        var root = Issued.Ca("CN=root", key: 2);
        var intermediate = root.SubCa("CN=ca", 1);
        var cluster = new FakeCluster(Make.ConfigMap("source", "ca", ("ca.crt", intermediate.Pem)), Make.ConfigMap("a", "root", ("ca.crt", root.Pem)));

        var finding = Assert.Single(Judge(cluster).All);

        Assert.Equal(("trust-missing-ca", Severity.Warning), (finding.Rule.Code, finding.Severity));
        Assert.EndsWith("is missing: what it signs is trusted only where servers send it along", finding.Fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_what_an_api_server_presents_every_copy_of_its_ca_is_a_holder()
    {
        var served = TrustSource.OfServer(new ObjectRef(TrustSource.ApiServerKind, null, "https://api:6443"), new CaSource.ApiServer(), [New.Leaf("CN=apiserver", 3, 4, null, "api").Certificate]);
        var cluster = new FakeCluster(
            Make.ConfigMap("a", "kube-root-ca.crt", ("ca.crt", Old.Pem)),
            Make.ConfigMap("b", "kube-root-ca.crt", ("ca.crt", Stranger.Pem)),
            Make.ConfigMap("c", "kube-root-ca.crt", ("ca.crt", New.Pem)),
            Make.ConfigMap("d", "kube-root-ca.crt", ("ca.crt", string.Empty)),
            Make.ConfigMap("d", "mine", ("ca.crt", Stranger.Pem)),
            Make.ConfigMap("e", "mine", ("ca.crt", Old.Pem)));
        var options = DiscoveryOptions.None with { CaFrom = new CaSource.ApiServer(), CaGiven = served };

        Assert.Equal(
            ["ConfigMap a/kube-root-ca.crt ca.crt", "ConfigMap b/kube-root-ca.crt ca.crt", "ConfigMap d/kube-root-ca.crt ca.crt", "ConfigMap e/mine ca.crt"],
            Lacking(cluster, options));
        var finding = Judge(cluster, options).All.First(finding => finding.Fault.Where?.Namespace == "a");
        Assert.Equal("what API server https://api:6443 presents is not trusted: x509: certificate signed by unknown authority", finding.Fault.Message[..finding.Fault.Message.IndexOf(" (", StringComparison.Ordinal)]);
        Assert.StartsWith("give kube-controller-manager a --root-ca-file", finding.Fault.Fix, StringComparison.Ordinal);
        Assert.Equal(
            "kubectl webhook-cert adopt configmap/mine:ca.crt -n e --ca-from apiserver --fingerprint SHA256",
            Judge(cluster, options).All.First(finding => finding.Fault.Where?.Namespace == "e").Fault.Fix);
    }

    [Fact]
    public void That_what_is_presented_has_expired_is_not_the_holders_fault()
    {
        var expired = New.Leaf("CN=apiserver", 3, 4, Judged.Now.AddDays(-1), "api").Certificate;
        var served = TrustSource.OfServer(new ObjectRef(TrustSource.ApiServerKind, null, "https://api:6443"), new CaSource.ApiServer(), [expired]);
        var cluster = new FakeCluster(Make.ConfigMap("a", "kube-root-ca.crt", ("ca.crt", New.Pem)));

        Assert.Empty(Lacking(cluster, DiscoveryOptions.None with { CaFrom = new CaSource.ApiServer(), CaGiven = served }));
    }

    [Fact]
    public void Of_files_what_a_known_system_publishes_is_the_source_and_without_one_it_must_be_named()
    {
        var files = OpenShiftClusters.Files;

        Assert.Equal(
            ["ConfigMap openshift-machine-config-operator/kubeconfig-data ca-bundle.crt", "ConfigMap openshift-multus/kube-root-ca.crt ca.crt", "ConfigMap web/unrelated ca.crt"],
            Lacking(OpenShiftClusters.ReplacedCa(), files));
        Assert.Equal(
            "files do not say what an API server presents",
            Assert.Throws<TargetException>(() => Lacking(new FakeCluster(Make.ConfigMap("a", "b", ("ca.crt", Old.Pem))), files)).Message);
    }

    [Fact]
    public void What_may_not_be_listed_makes_it_incomplete()
    {
        var cluster = Published(Make.ConfigMap("a", "followed", ("ca.crt", New.Pem))).Refusing(ResourceTypes.Secret);

        Assert.Empty(Lacking(cluster));
        Assert.Equal([ResourceTypes.Secret], Snapshot(cluster).Unreadable.Select(refused => refused.Type));
    }

    [Fact]
    public void Only_what_holds_a_certificate_is_kept_of_a_list()
    {
        static bool IsWanted(Manifest manifest, ResourceType type) =>
            Discovery.IsWanted(new ObjectRequest.Many(type, null, null) { WithCertificates = true }, manifest.Build().Json);

        Assert.True(IsWanted(Make.ConfigMap("a", "b", ("ca.crt", "# mine\n" + Old.Pem)), ResourceTypes.ConfigMap));
        Assert.False(IsWanted(Make.ConfigMap("a", "b", ("ca.crt", "none")), ResourceTypes.ConfigMap));
        Assert.True(IsWanted(Make.ConfigMap("a", "kube-root-ca.crt", ("ca.crt", "none")), ResourceTypes.ConfigMap));
        foreach (var before in (string[])[string.Empty, "#", "##", "###"])
        {
            Assert.True(IsWanted(Make.Secret("a", "b", ("ca.crt", before + Old.Pem)), ResourceTypes.Secret), before);
        }

        Assert.False(IsWanted(Make.Secret("a", "b", ("tls.key", Old.KeyPem)), ResourceTypes.Secret));
    }

    private static FakeCluster Published(params Manifest[] holders) =>
        new FakeCluster(Make.ConfigMap("source", "ca", ("ca.crt", New.Pem))).And(holders);

    private static IEnumerable<string> Lacking(FakeCluster cluster, DiscoveryOptions? options = null) => Judge(cluster, options).All
        .Where(finding => finding.Rule.Code == "trust-missing-ca")
        .Select(finding => $"{finding.Fault.Where} {finding.Fault.Field}")
        .Order(StringComparer.Ordinal);

    private static ValidationResult Judge(FakeCluster cluster, DiscoveryOptions? options = null) =>
        Judged.Of(cluster, new Target.TrustStores(), read: Options(options)).Result;

    private static ClusterSnapshot Snapshot(FakeCluster cluster) => cluster.Gather(new Target.TrustStores(), Options(null));

    private static DiscoveryOptions Options(DiscoveryOptions? options) =>
        options is { FromFiles: true } or { CaFrom: not null } ? options : (options ?? DiscoveryOptions.None) with { CaFrom = CaSource.Parse(From) };

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

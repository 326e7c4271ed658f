using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.Core.Trust;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Tests.Rules.Trust;

/// <summary>trust-missing-ca: a CA of the source that the holder does not trust.</summary>
public sealed class TrustMissingCaTests
{
    private const string Code = "trust-missing-ca";

    [Fact]
    public void After_the_api_servers_ca_was_replaced_each_copy_that_stayed_behind_is_an_error()
    {
        var judged = Judged.Of(OpenShiftClusters.ReplacedCa(), read: OpenShiftClusters.Files);

        Assert.Equal(
            ["ConfigMap openshift-machine-config-operator/kubeconfig-data", "ConfigMap openshift-multus/kube-root-ca.crt"],
            Found(judged).Select(finding => finding.Fault.Where?.ToString()));
        var finding = Found(judged).Last();
        Assert.Equal((Severity.Error, "ca.crt"), (finding.Severity, finding.Fault.Field));
        Assert.Equal(
            $"{Facts.Short(OpenShiftClusters.NewCa.Certificate)} of ConfigMap openshift-config-managed/kube-apiserver-server-ca is missing: what it signs is not trusted",
            finding.Fault.Message);
        Assert.Contains(new Evidence("held instead", Facts.Short(OpenShiftClusters.OldCa.Certificate)), finding.Fault.Evidence);
        Assert.Equal(
            "see why kube-controller-manager's operator does not give it the CA: "
            + "kubectl logs -n openshift-kube-controller-manager-operator deployment/kube-controller-manager-operator",
            finding.Fault.Fix);
    }

    [Fact]
    public void Copies_that_followed_are_right() => Assert.DoesNotContain(
        Code,
        Judged.Of(
            OpenShiftClusters.ReplacedCa(OpenShiftClusters.LocalCa.Pem + OpenShiftClusters.NewCa.Pem), read: OpenShiftClusters.Files).Codes);

    [Fact]
    public void A_copy_that_holds_nothing_readable_lacks_every_ca() => Assert.Equal(
        4, Found(Judged.Of(OpenShiftClusters.ReplacedCa("not PEM"), read: OpenShiftClusters.Files)).Count());

    [Fact]
    public void A_renewed_certificate_of_the_same_key_is_trusted_with_the_old_one()
    {
        var (held, renewed) = (Issued.Ca("CN=ca"), Issued.Ca("CN=ca", serial: 2));

        Assert.DoesNotContain(Code, Judged.Of(Trusting.Store(held.Pem, renewed.Pem)).Codes);
        Assert.Contains(Code, Judged.Of(Trusting.Store(held.Pem, Issued.Ca("CN=ca", key: 2).Pem)).Codes);
    }

    [Fact]
    public void An_expired_ca_of_the_source_need_not_be_trusted()
    {
        var (lasting, ending) = (Issued.EcdsaCa("CN=lasting"), Issued.Ca("CN=ending"));
        var store = Trusting.Store(lasting.Pem, lasting.Pem + ending.Pem);

        Assert.Contains(Code, Judged.Of(store, ending.Certificate.NotAfter).Codes);
        Assert.DoesNotContain(Code, Judged.Of(store, ending.Certificate.NotAfter.AddSeconds(1)).Codes);
    }

    [Fact]
    public void A_ca_that_has_not_begun_signs_nothing_yet() => Assert.Equal(
        Severity.Warning,
        Judged.Of(Trusting.Store(Issued.Ca("CN=ca").Pem, Issued.CaOf("CN=next", 2, Judged.Now.AddDays(1), Judged.Now.AddYears(1)).Pem)).Finding(Code).Severity);

    [Fact]
    public void Where_the_source_is_not_known_nobody_can_tell()
    {
        var cluster = new FakeCluster(Make.ConfigMap("web", "kube-root-ca.crt", ("ca.crt", Issued.Ca("CN=kubernetes").Pem)));

        var judged = Judged.Of(cluster, new Target.ConfigMap("web", "kube-root-ca.crt", null));

        Assert.Contains((Code, "where its CAs should come from is not known: name it with --ca-from"), judged.Unknowns);
        Assert.Empty(judged.Codes);
    }

    [Fact]
    public void A_kubeconfig_that_trusts_the_systems_roots_lacks_nothing_that_is_known()
    {
        var store = Trusting.Store(string.Empty, Issued.Ca("CN=ca").Pem) with { Resource = new ObjectRef(TrustStore.KubeconfigKind, null, "/config") };

        Assert.DoesNotContain(Code, Judged.Of(store).Codes);
        Assert.Contains(Code, Judged.Of(Trusting.Store(string.Empty, Issued.Ca("CN=ca").Pem)).Codes);
    }

    private static IEnumerable<Finding> Found(Judged judged) => judged.Result.All.Where(finding => finding.Rule.Code == Code);
}

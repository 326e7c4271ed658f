using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.Core.Trust;

namespace KubectlWebhookCert.Core.Tests.Rules.Trust;

/// <summary>kubeconfig-untrusted: the verdict of kubectl on what the server presents.</summary>
public sealed class KubeconfigUntrustedTests
{
    private const string Code = "kubeconfig-untrusted";

    private static readonly Issued Old = Issued.Ca("CN=kubernetes");
    private static readonly Issued New = Issued.Ca("CN=kubernetes", key: 1, serial: 2);

    [Fact]
    public void After_the_ca_was_replaced_the_old_copy_is_refused()
    {
        var finding = Judged.Of(Kubeconfig(Old.Pem, Leaf(New), New)).Finding(Code);

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.StartsWith(
            "the certificate of API server https://api:6443 is refused with the CA of context main: x509: certificate signed by unknown authority",
            finding.Fault.Message,
            StringComparison.Ordinal);
        Assert.Equal("kubectl webhook-cert adopt kubeconfig//home/me/.kube/config --ca-from apiserver --fingerprint SHA256", finding.Fault.Fix);
        Assert.Contains(finding.Fault.Evidence, line => line.Value.Contains(New.Certificate.Sha256, StringComparison.Ordinal));
    }

    [Fact]
    public void A_server_that_does_not_send_its_ca_cannot_be_asked_for_it() => Assert.Contains(
        "--ca-from file/PATH", Judged.Of(Kubeconfig(Old.Pem, Leaf(New))).Finding(Code).Fault.Fix, StringComparison.Ordinal);

    [Fact]
    public void Either_ca_of_two_will_do() => Assert.DoesNotContain(Code, Judged.Of(Kubeconfig(Old.Pem + New.Pem, Leaf(New))).Codes);

    [Fact]
    public void Another_name_is_another_remedy() => Assert.Equal(
        "reach it by a name of its certificate: other", Judged.Of(Kubeconfig(New.Pem, New.Leaf("CN=apiserver", 3, 4, null, "other"))).Finding(Code).Fault.Fix);

    [Fact]
    public void An_expired_certificate_is_renewed_where_the_server_is() => Assert.StartsWith(
        "renew the API server's certificate",
        Judged.Of(Kubeconfig(New.Pem, New.Leaf("CN=apiserver", 3, 4, Judged.Now.AddDays(-1), "api"))).Finding(Code).Fault.Fix,
        StringComparison.Ordinal);

    [Fact]
    public void The_systems_roots_are_not_known() => Assert.DoesNotContain(Code, Judged.Of(Kubeconfig(string.Empty, Leaf(New))).Codes);

    [Fact]
    public void What_is_not_verified_is_not_refused() => Assert.DoesNotContain(Code, Judged.Of(Kubeconfig(Old.Pem, Leaf(New)) with { ServerName = null }).Codes);

    [Fact]
    public void A_server_that_does_not_answer_says_nothing() => Assert.Contains(
        (Code, "its server could not be asked what it presents: no route to host"),
        Judged.Of(Kubeconfig(Old.Pem, Leaf(New)) with { Servers = [], ServerProblem = "no route to host" }).Unknowns);

    [Fact]
    public void An_old_ca_beside_it_hangs_below() => Assert.Contains(
        Judged.Of(Kubeconfig(Old.Pem, Leaf(New), New) with { Source = Server(Leaf(New), New) }).Finding(Code).Consequences,
        finding => finding.Rule.Code == "trust-stale-ca");

    private static Issued Leaf(Issued authority) => authority.Leaf("CN=apiserver", 3, 4, null, "api");

    private static TrustStore Kubeconfig(string held, params Issued[] presented) => Trusting.Store(held, null) with
    {
        Resource = new ObjectRef(TrustStore.KubeconfigKind, null, "/home/me/.kube/config"),
        Field = "main",
        ServerName = "api",
        Servers = [Server(presented)],
    };

    private static TrustSource Server(params Issued[] presented) => TrustSource.OfServer(
        new ObjectRef(TrustSource.ApiServerKind, null, "https://api:6443"),
        new CaSource.ApiServer(),
        [.. presented.Select(issued => issued.Certificate)]);
}

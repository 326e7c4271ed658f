using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Trust;

/// <summary>trust-stale-ca: harmless beside a CA that counts, and not where it is all there is.</summary>
public sealed class TrustStaleCaTests
{
    private const string Code = "trust-stale-ca";

    private static readonly Issued Ending = Issued.Ca("CN=ending");
    private static readonly Issued Lasting = Issued.EcdsaCa("CN=lasting");

    private static DateTimeOffset Ended => Ending.Certificate.NotAfter.AddSeconds(1);

    [Fact]
    public void An_expired_ca_beside_a_valid_one_is_worth_a_line()
    {
        var finding = Judged.Of(Trusting.Store(Ending.Pem + Lasting.Pem, null), Ended).Finding(Code);

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Equal($"{Facts.Short(Ending.Certificate)} expired on 2036-01-01T00:00:00Z", finding.Fault.Message);
        Assert.Null(finding.Fault.Fix);
    }

    [Fact]
    public void An_expired_ca_and_no_other_is_an_error()
    {
        var finding = Judged.Of(Trusting.Store(Ending.Pem, null), Ended).Finding(Code);

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.EndsWith("and nothing else is trusted", finding.Fault.Message, StringComparison.Ordinal);
        Assert.Equal("kubectl webhook-cert adopt configmap/trust:ca.crt -n web --ca-from TYPE/NAMESPACE/NAME:KEY", finding.Fault.Fix);
    }

    [Fact]
    public void The_last_second_is_valid() =>
        Assert.DoesNotContain(Code, Judged.Of(Trusting.Store(Ending.Pem, Ending.Pem), Ending.Certificate.NotAfter).Codes);

    [Fact]
    public void A_ca_that_another_of_its_name_has_replaced_is_worth_a_line()
    {
        var (old, now) = (OpenShiftClusters.OldCa, OpenShiftClusters.NewCa);

        var finding = Judged.Of(Trusting.Store(old.Pem + now.Pem, now.Pem)).Finding(Code);

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Equal($"{Facts.Short(old.Certificate)} was replaced by another of the same name, and is still trusted", finding.Fault.Message);
    }

    [Fact]
    public void Where_the_new_ca_is_missing_it_hangs_below_that()
    {
        var judged = Judged.Of(Trusting.Store(OpenShiftClusters.OldCa.Pem, OpenShiftClusters.NewCa.Pem));

        Assert.Contains(judged.Finding(Code), judged.Finding("trust-missing-ca").Consequences);
    }

    [Fact]
    public void A_ca_of_another_name_may_be_somebody_elses() =>
        Assert.DoesNotContain(Code, Judged.Of(Trusting.Store(Ending.Pem + Lasting.Pem, Lasting.Pem)).Codes);

    [Fact]
    public void Generations_that_are_all_published_are_all_wanted()
    {
        var both = OpenShiftClusters.OldCa.Pem + OpenShiftClusters.NewCa.Pem;

        Assert.DoesNotContain(Code, Judged.Of(Trusting.Store(both, both)).Codes);
    }
}

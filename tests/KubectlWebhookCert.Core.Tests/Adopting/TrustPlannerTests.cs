using System.Text;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Republishers;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.Core.Trust;

namespace KubectlWebhookCert.Core.Tests.Adopting;

/// <summary>Old and new by union, never less than what is in use, never what nobody has confirmed.</summary>
public sealed class TrustPlannerTests
{
    private static readonly Issued Old = Issued.Ca("CN=ca");
    private static readonly Issued New = Issued.Ca("CN=ca", key: 1, serial: 2);
    private static readonly Issued Ended = Issued.CaOf("CN=ended", 2, Judged.Now.AddYears(-2), Judged.Now.AddYears(-1));
    private static readonly HolderPlace Place = new HolderPlace.ConfigMap("web", "trust", "ca.crt");
    private static readonly HolderPlace Bundle =
        new HolderPlace.Bundle(new BundlePlace(ResourceTypes.ValidatingWebhookConfiguration, "config", Hook.Name, 0, Hook.ServerName), "web");

    [Fact]
    public void The_new_ca_is_put_behind_what_is_there_byte_for_byte()
    {
        const string Comment = "# ours since 2024\r\n";
        var change = Plan(Trusting.Store(Comment + Old.Pem, New.Pem));

        Assert.Equal(Comment + Old.Pem + New.Pem, Text(change));
        Assert.Equal(([New.Certificate], []), (change.Added, change.Removed));
    }

    [Fact]
    public void Who_has_it_stays_as_it_is() => Assert.True(Plan(Trusting.Store(New.Pem + Old.Pem, New.Pem)).IsNone);

    [Fact]
    public void Expired_cas_of_the_source_and_leaves_are_not_carried()
    {
        var leaf = New.Leaf("CN=web", 3, 4, null, "web");

        Assert.Equal([New.Certificate], Plan(Trusting.Store(Old.Pem, Ended.Pem + New.Pem + leaf.Pem)).Added);
        Assert.Equal("ConfigMap source/ca, ca-bundle.crt holds no CA that is valid", Refused(Trusting.Store(Old.Pem, leaf.Pem)));
        Assert.Equal("ConfigMap source/ca, ca-bundle.crt holds no CA that is valid", Refused(Trusting.Store(Old.Pem, Ended.Pem)));
    }

    [Fact]
    public void A_self_signed_server_is_its_own_ca()
    {
        var own = Issued.SelfSigned("CN=web", 3, "web");

        Assert.Equal([own.Certificate], Plan(Trusting.Store(Old.Pem, own.Pem)).Added);
    }

    [Fact]
    public void What_a_server_presents_must_be_confirmed()
    {
        var store = Presented(New.Leaf("CN=web", 3, 4, null, "web"), New);

        Assert.Equal($"what Service web/hook presents is not confirmed: its CA is CN=ca sha256:{New.Certificate.Sha256}", Refused(store));
        Assert.StartsWith("Service web/hook presents another certificate than the confirmed one", Refused(store, Confirming(Old)), StringComparison.Ordinal);
        Assert.Equal([New.Certificate], Plan(store, Confirming(New)).Added);
        Assert.Equal([New.Certificate], Plan(store, Confirming(New.Leaf("CN=web", 3, 4, null, "web"))).Added);
    }

    [Fact]
    public void A_ca_that_is_not_sent_along_cannot_be_confirmed() => Assert.EndsWith(
        "without the CA that signed it, CN=ca", Refused(Presented(New.Leaf("CN=web", 3, 4, null, "web")), Confirming(New)), StringComparison.Ordinal);

    [Fact]
    public void A_fingerprint_that_the_source_does_not_have_is_refused()
    {
        Assert.Equal(
            $"ConfigMap source/ca, ca-bundle.crt holds no certificate with the fingerprint sha256:{Old.Certificate.Sha256}",
            Refused(Trusting.Store(Old.Pem, New.Pem), Confirming(Old)));
        Assert.Equal([New.Certificate], Plan(Trusting.Store(Old.Pem, New.Pem), Confirming(New)).Added);
    }

    [Fact]
    public void What_a_controller_writes_again_is_left_to_it()
    {
        var store = Trusting.Store(Old.Pem, New.Pem) with { Republisher = new RepublisherMark("trust-manager", "it writes what Bundle x lists", "kubectl edit bundle x") };

        Assert.Equal("ConfigMap web/trust, ca.crt is written by trust-manager, which would undo it: it writes what Bundle x lists", Refused(store));
        Assert.Contains("trust-manager writes it again: kubectl edit bundle x", Plan(store, new TrustOptions { Force = true }).Notes);
    }

    [Fact]
    public void Expired_cas_are_pruned_when_asked_and_the_text_around_them_stays()
    {
        var store = Trusting.Store($"# one\n{Ended.Pem}# two\n{Old.Pem}", null);

        var change = Plan(store, new TrustOptions { PrunesExpired = true });

        Assert.Equal("# one\n# two\n" + Old.Pem, Text(change).Replace("\n\n", "\n", StringComparison.Ordinal));
        Assert.Equal(([], [Ended.Certificate]), (change.Added, change.Removed));
        Assert.True(Plan(Trusting.Store(Old.Pem, null), new TrustOptions { PrunesExpired = true }).IsNone);
    }

    [Fact]
    public void The_last_ca_stays() => Assert.Equal(
        "ConfigMap web/trust, ca.crt would hold no CA any more", Refused(Trusting.Store(Ended.Pem, null), new TrustOptions { PrunesExpired = true }));

    [Fact]
    public void A_named_ca_is_pruned_only_where_it_is_known_to_be_out_of_use()
    {
        var both = Old.Pem + New.Pem;

        Assert.StartsWith("whether CN=ca (sha256 ", Refused(Trusting.Store(both, null), Pruning(Old)), StringComparison.Ordinal);
        Assert.EndsWith("is in use: ConfigMap source/ca, ca-bundle.crt has it", Refused(Trusting.Store(both, New.Pem), Pruning(New)), StringComparison.Ordinal);
        Assert.Equal(New.Pem, Text(Plan(Trusting.Store(both, New.Pem), Pruning(Old))));
        Assert.Equal(
            $"ConfigMap web/trust, ca.crt holds no CA with the fingerprint sha256:{Ended.Certificate.Sha256}", Refused(Trusting.Store(both, New.Pem), Pruning(Ended)));
    }

    [Fact]
    public void What_a_webhook_serves_keeps_its_ca_from_being_pruned()
    {
        var served = Serving(Trusting.Store(Old.Pem + New.Pem, null), Old.Leaf("CN=hook", 3, 4, null, Hook.ServerName));

        Assert.EndsWith("is in use: Service web/hook presents what it signed", Refused(served, Pruning(Old), Bundle), StringComparison.Ordinal);
        Assert.Equal(Old.Pem, Text(Plan(served, Pruning(New), Bundle)));
    }

    [Fact]
    public void That_what_is_served_stays_refused_is_said_beforehand() => Assert.Contains(
        "what Service web/hook presents is still refused",
        Plan(Serving(Trusting.Store(Old.Pem, New.Pem), Ended.Leaf("CN=hook", 3, 4, null, Hook.ServerName)), null, Bundle).Notes);

    [Fact]
    public void Restoring_does_not_take_away_what_is_in_use_by_now()
    {
        var store = Serving(Trusting.Store(Old.Pem + New.Pem, null), New.Leaf("CN=hook", 3, 4, null, Hook.ServerName));
        var before = Trusting.Store(Old.Pem, null).Bundle;

        Assert.EndsWith(
            "would refuse what Service web/hook presents",
            Assert.Throws<AdoptionRefusedException>(() => TrustPlanner.PlanRestore(Bundle, store, before, force: false, Judged.Now)).Message,
            StringComparison.Ordinal);
        Assert.Equal([New.Certificate], TrustPlanner.PlanRestore(Bundle, store, before, force: true, Judged.Now).Removed);
    }

    [Fact]
    public void The_text_and_the_document_name_what_was_added()
    {
        var report = new AdoptionReport("adopted", [Plan(Trusting.Store(Old.Pem, New.Pem))], [new KeptOriginal(Place, "Secret web/backup", "kubectl webhook-cert restore backup -n web")]);

        var text = report.ToText(Judged.Now);

        Assert.StartsWith("configmap/trust adopted\n  where:    ConfigMap web/trust, ca.crt\n  from:     ConfigMap source/ca, ca-bundle.crt\n  added:    CN=ca  sha256:", text, StringComparison.Ordinal);
        Assert.EndsWith("  backup:   Secret web/backup\n  to undo:  kubectl webhook-cert restore backup -n web\n", text, StringComparison.Ordinal);
        Assert.Empty(Schemas.Problems("trust-adoption", report.ToDocument(), ReportJson.Default.AdoptionDocument));
    }

    private static TrustChange Plan(TrustStore store, TrustOptions? options = null, HolderPlace? place = null) =>
        TrustPlanner.Plan(place ?? Place, store, options ?? new TrustOptions(), Judged.Now);

    private static string Refused(TrustStore store, TrustOptions? options = null, HolderPlace? place = null)
    {
        var refused = Assert.Throws<AdoptionRefusedException>(() => Plan(store, options, place));
        return refused.Message;
    }

    private static TrustOptions Confirming(Issued issued) => new() { Confirmed = new Fingerprint(issued.Certificate.Sha256) };

    private static TrustOptions Pruning(Issued issued) => new() { Pruned = [new Fingerprint(issued.Certificate.Sha256)] };

    private static TrustStore Presented(params Issued[] chain) => Trusting.Store(Old.Pem, null) with { Source = Server(chain) };

    private static TrustStore Serving(TrustStore store, params Issued[] chain) => store with { ServerName = Hook.ServerName, Servers = [Server(chain)] };

    private static TrustSource Server(Issued[] chain) =>
        TrustSource.OfServer(new ObjectRef("Service", "web", "hook"), null, [.. chain.Select(issued => issued.Certificate)]);

    private static string Text(TrustChange change) => Encoding.UTF8.GetString(change.Bundle.Bytes.Span);
}

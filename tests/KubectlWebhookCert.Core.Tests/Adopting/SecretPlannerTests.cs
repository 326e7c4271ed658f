using System.Text;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Tests.Adopting;

/// <summary>A Secret that nobody manages becomes ours, and nothing becomes trusted that nobody has confirmed.</summary>
public sealed class SecretPlannerTests
{
    private static readonly Issued Stranger = Issued.Ca("CN=stranger", key: 3);
    private static readonly SecretOptions Alone = new();
    private static readonly SecretOptions Attended = new() { IsAttended = true };

    [Fact]
    public void What_is_sound_is_only_marked()
    {
        var adoption = Plan(Hook.Healthy, Alone);

        Assert.Empty(adoption.Trust);
        Assert.Empty(adoption.Written);
        Assert.Equal([new Mark("webhook-cert.io/managed-by", "kubectl-webhook-cert")], adoption.Marks.Labels);
        Assert.Equal(
            [new Mark("webhook-cert.io/adopted-at", "2026-06-01T12:00:00Z"), new Mark("webhook-cert.io/adopted-from", "nobody")], adoption.Marks.Annotations);
    }

    [Fact]
    public void What_is_ours_already_is_left_as_it_is() => Assert.True(
        Plan(Hook.Healthy with { Secret = secret => secret.Label("webhook-cert.io/managed-by", "kubectl-webhook-cert") }, Alone).IsNone);

    [Fact]
    public void A_bundle_that_does_not_trust_what_is_stored_gets_its_ca_beside_its_own_once_confirmed()
    {
        var hook = Hook.Healthy with { Bundle = Stranger.Pem };

        Assert.Equal($"nobody has confirmed what is to be trusted: CN=hook-ca sha256:{hook.Ca.Certificate.Sha256}", Refused(hook, Alone));
        Assert.StartsWith("nothing that is served or stored has the fingerprint", Refused(hook, Confirming(Stranger)), StringComparison.Ordinal);
        foreach (var options in (SecretOptions[])[Attended, Confirming(hook.Ca), Confirming(hook.StoredLeaf)])
        {
            var adoption = Plan(hook, options);
            Assert.Equal([hook.Ca.Certificate], adoption.Unconfirmed);
            Assert.Equal(Stranger.Pem + hook.Ca.Pem, Encoding.UTF8.GetString(Assert.Single(adoption.Trust).Bundle.Bytes.Span));
        }
    }

    [Fact]
    public void What_was_confirmed_once_may_be_confirmed_again_when_it_is_trusted()
    {
        var hook = Hook.Healthy;
        var done = hook with { Bundle = Stranger.Pem + hook.Ca.Pem };

        Assert.Empty(Plan(done, Confirming(hook.Ca)).Trust);
        Assert.Empty(Plan(done, Confirming(hook.StoredLeaf)).Trust);
        Assert.StartsWith("nothing that is served or stored has", Refused(done, Confirming(Issued.Ca("CN=third", key: 5))), StringComparison.Ordinal);
    }

    [Fact]
    public void To_confirm_one_certificate_confirms_no_other()
    {
        var own = Issued.SelfSigned("CN=hook", 4, Hook.ServerName);

        Assert.StartsWith("nothing that is served or stored has", Refused(Hook.Healthy, Confirming(Hook.Healthy.StoredLeaf), own), StringComparison.Ordinal);
        Assert.StartsWith("nothing that is served or stored has", Refused(Hook.Healthy, Confirming(Hook.Healthy.Ca), own), StringComparison.Ordinal);
        Assert.Equal([own.Certificate], Plan(Hook.Healthy, Confirming(own), own).Unconfirmed);
    }

    [Fact]
    public void What_is_served_counts_too()
    {
        var own = Issued.SelfSigned("CN=hook", 4, Hook.ServerName);

        var adoption = Plan(Hook.Healthy, Attended, own);

        Assert.Equal([own.Certificate], adoption.Unconfirmed);
        Assert.Contains(adoption.Notes, note => note.Contains("is served, and", StringComparison.Ordinal));
    }

    [Fact]
    public void A_served_certificate_whose_ca_nobody_has_cannot_be_healed() =>
        Assert.Empty(Plan(Hook.Healthy, Alone, Stranger.Leaf("CN=hook", 4, 5, null, Hook.ServerName)).Trust);

    [Fact]
    public void Somebodys_is_refused_unless_forced_or_its_owner_is_gone()
    {
        var injected = Hook.Healthy with { Configuration = configuration => configuration.Annotate("service.beta.openshift.io/inject-cabundle", "true") };

        Assert.StartsWith("Secret web/hook-tls is OpenShift service-ca's: ", Refused(injected, Alone), StringComparison.Ordinal);
        Assert.False(Plan(injected, Alone with { Force = true }).IsNone);
        var orphaned = Hook.Healthy with { Secret = secret => secret.Annotate("cert-manager.io/certificate-name", "gone") };
        Assert.Contains("Certificate web/gone is gone: cert-manager writes it no more", Plan(orphaned, Alone).Notes);
    }

    [Fact]
    public void Keepers_are_kept_away_or_named()
    {
        var flux = Hook.Healthy with { Secret = secret => secret.Label("kustomize.toolkit.fluxcd.io/name", "apps").Label("kustomize.toolkit.fluxcd.io/namespace", "flux") };
        var helm = Hook.Healthy with { Secret = secret => secret.InRelease("web", "lb").Label("helm.sh/chart", "aws-load-balancer-controller-1.8.1") };

        Assert.Contains(new Mark("kustomize.toolkit.fluxcd.io/ssa", "IfNotPresent"), Plan(flux, Alone).Marks.Annotations);
        Assert.Contains(new Mark("helm.sh/resource-policy", "keep"), Plan(helm, Alone).Marks.Annotations);
        Assert.Contains(Plan(helm, Alone).Notes, note => note.Contains("keepTLSSecret: true", StringComparison.Ordinal));
        Assert.Equal("helm-template", Plan(helm, Alone).Marks.Annotations.First(mark => mark.Name == "webhook-cert.io/adopted-from").Value);
    }

    [Fact]
    public void Files_that_fit_together_make_a_missing_secret()
    {
        var hook = Hook.Healthy with { Without = ["Secret"] };

        Assert.Equal("Secret web/hook-tls does not exist", Refused(hook, Alone));
        var adoption = Plan(hook, Given(hook.StoredLeaf, hook.StoredLeaf, hook.Ca));
        Assert.Equal(["ca.crt", "tls.crt", "tls.key"], adoption.Written.Select(entry => entry.Key));
        Assert.Equal(hook.StoredLeaf.Certificate, adoption.Chain[0]);
    }

    [Fact]
    public void Blanked_values_are_filled_under_their_own_keys()
    {
        var hook = Hook.Healthy with
        {
            Secret = _ => Make.Secret("web", "hook-tls", ("ca-cert.pem", ""), ("ca-key.pem", ""), ("server-cert.pem", ""), ("server-key.pem", "")),
        };

        Assert.StartsWith("Secret web/hook-tls holds no certificate", Refused(hook, Alone), StringComparison.Ordinal);
        Assert.Equal(["ca-cert.pem", "server-cert.pem", "server-key.pem"], Plan(hook, Given(hook.StoredLeaf, hook.StoredLeaf, hook.Ca)).Written.Select(entry => entry.Key));
    }

    [Fact]
    public void Files_that_do_not_fit_are_refused_with_the_reason()
    {
        var hook = Hook.Healthy with { Without = ["Secret"] };
        var elsewhere = hook.Ca.Leaf("CN=other", 4, 5, null, "other.web.svc");

        Assert.StartsWith("the key in --key is not that of the certificate in --cert: tls: private key does not match public key", Refused(hook, Given(hook.StoredLeaf, elsewhere, hook.Ca)), StringComparison.Ordinal);
        Assert.EndsWith("x509: certificate is valid for other.web.svc, not hook.web.svc", Refused(hook, Given(elsewhere, elsewhere, hook.Ca)), StringComparison.Ordinal);
        Assert.Contains("x509: certificate signed by unknown authority", Refused(hook, Given(hook.StoredLeaf, hook.StoredLeaf, Stranger)), StringComparison.Ordinal);
        Assert.Equal("Secret web/hook-tls holds a certificate already", Refused(Hook.Healthy, Given(hook.StoredLeaf, hook.StoredLeaf, hook.Ca)));
    }

    [Fact]
    public void Only_what_was_adopted_is_given_back()
    {
        var ours = Make.Secret("web", "hook-tls").Label("webhook-cert.io/managed-by", "kubectl-webhook-cert").Annotate("webhook-cert.io/adopted-at", "2026-06-01T12:00:00Z");

        var marks = AdoptionMarks.Giving(ours.Build());

        Assert.Equal([new Mark("webhook-cert.io/managed-by", null)], marks.Labels);
        Assert.Equal([new Mark("webhook-cert.io/adopted-at", null)], marks.Annotations);
        Assert.Equal(
            "Secret web/hook-tls was not adopted: there is nothing to give back",
            Assert.Throws<AdoptionRefusedException>(() => AdoptionMarks.Giving(Make.Secret("web", "hook-tls").Build())).Message);
    }

    [Theory]
    [InlineData("kubectl-webhook-cert", true)]
    [InlineData("helm", false)]
    public void What_keeps_keepers_away_is_taken_off_again_by_whoever_set_it(string manager, bool isTakenOff)
    {
        var ours = Make.Secret("web", "hook-tls")
            .Label("webhook-cert.io/managed-by", "kubectl-webhook-cert")
            .Annotate("helm.sh/resource-policy", "keep")
            .WrittenBy(manager, "2026-05-01T10:00:00Z", """{"f:metadata":{"f:annotations":{"f:helm.sh/resource-policy":{} } } }""");

        Assert.Equal(isTakenOff ? [new Mark("helm.sh/resource-policy", null)] : [], AdoptionMarks.Giving(ours.Build()).Annotations);
    }

    [Fact]
    public void The_text_and_the_document_say_what_was_done_and_no_key()
    {
        var hook = Hook.Healthy with { Without = ["Secret"], Bundle = Stranger.Pem };
        var adoption = Plan(hook, Given(hook.StoredLeaf, hook.StoredLeaf, hook.Ca) with { IsAttended = true });

        var text = SecretAdoptionText.Format(adoption, "adopted", [], Judged.Now);

        Assert.StartsWith("secret/hook-tls adopted\n  owner before: <none>\n", text, StringComparison.Ordinal);
        Assert.Contains($"  trusted anew: CN=hook-ca  sha256:{hook.Ca.Certificate.Sha256}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", text, StringComparison.Ordinal);
        Assert.Empty(Schemas.Problems("adoption", SecretAdoptionDocument.Of(adoption, "adopted", []), ReportJson.Default.SecretAdoptionDocument));
    }

    private static SecretAdoption Plan(Hook hook, SecretOptions options, Issued? served = null)
    {
        var target = new Target.OfType(ResourceTypes.ValidatingWebhookConfiguration, "config");
        var reading = DiscoveryOptions.None with { ForRules = true };
        var snapshot = hook.Build().Gather(target, reading);
        var inventory = InventoryBuilder.Build(snapshot, target, reading);
        var answers = served is null ? ServedCertificates.None : Serving.Of(inventory, _ => Serving.Presents(served));
        return SecretPlanner.Plan(
            SecretScope.Of(SecretScope.SecretOf(inventory), inventory, snapshot, answers), snapshot, options, Judged.Now, ApiServerVersion.Newest);
    }

    private static string Refused(Hook hook, SecretOptions options, Issued? served = null) =>
        Assert.Throws<AdoptionRefusedException>(() => Plan(hook, options, served)).Message;

    private static SecretOptions Confirming(Issued issued) => new() { Confirmed = new Fingerprint(issued.Certificate.Sha256) };

    private static SecretOptions Given(Issued certificate, Issued key, Issued authority) => new()
    {
        Given = new GivenCertificate(Bytes(certificate.Pem), Bytes(key.KeyPem), CaBundle.Read(Bytes(authority.Pem))),
    };

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}

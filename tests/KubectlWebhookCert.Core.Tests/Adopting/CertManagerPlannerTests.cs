using System.Text.Json;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.Core.Tests.Planning;
using KubectlWebhookCert.X509.Issuing;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Tests.Adopting;

/// <summary>How a Secret is handed over to cert-manager, and what is not.</summary>
public sealed class CertManagerPlannerTests
{
    private static readonly string[] FromTheCertificateOn =
        ["create Certificate hook-tls", "renew hook-tls", "await-taken-over", "restart hook WhereNotReloaded", "await-served"];

    [Fact]
    public void Without_the_cas_key_a_new_ca_is_trusted_first_and_alone_before_the_injector_comes()
    {
        var plan = Plan(Rotations.Scope(Hook.Healthy));

        Assert.Equal(
            [
                "bundles 2", "await-bundles 2", "create Secret hook-tls-ca", "create Issuer hook-tls-ca", .. FromTheCertificateOn,
                "bundles 1", "await-bundles 1", "annotate config web/hook-tls", "await-taken-over",
            ],
            plan.Steps.Select(Rotations.Describe));
        Assert.DoesNotContain(plan.Scope.Authority, plan.Goal!.Bundles[0].Bundle.Certificates);
        Assert.Equal("to-cert-manager", plan.Strategy);
    }

    [Fact]
    public void With_the_cas_key_at_hand_no_bundle_changes()
    {
        var plan = Plan(Rotations.Scope(Rotations.WithAuthorityKey(Hook.Healthy)));

        Assert.Equal(
            ["create Secret hook-tls-ca", "create Issuer hook-tls-ca", .. FromTheCertificateOn, "annotate config web/hook-tls", "await-taken-over"],
            plan.Steps.Select(Rotations.Describe));
        Assert.Contains(plan.Notes, note => note.Contains("ca.key", StringComparison.Ordinal));
    }

    [Fact]
    public void What_an_issuer_that_is_there_signs_with_is_trusted_beside_the_old_ca()
    {
        var other = Issued.Ca("CN=house", key: 1, serial: 9).Certificate;
        var scope = Rotations.Scope(Hook.Healthy);
        var known = new KnownIssuer(new ObjectRef("ClusterIssuer", null, "house"), other, [other]);
        var plan = CertManagerPlanner.Plan(
            scope, Rotations.Defaults, CertManagerPlanner.WithIssuer(scope, Request(scope), known, Judged.Now), Judged.Now, ApiServerVersion.Newest);

        Assert.Equal(
            ["bundles 2", "await-bundles 2", .. FromTheCertificateOn, "annotate config web/hook-tls", "await-taken-over"], plan.Steps.Select(Rotations.Describe));
        Assert.Equal(
            """{"name":"house","kind":"ClusterIssuer","group":"cert-manager.io"}""", Certificate(plan).At("spec", "issuerRef")!.Value.GetRawText());
        Assert.Contains(plan.Notes, note => note.Contains("--prune-ca", StringComparison.Ordinal));
    }

    [Fact]
    public void The_Certificate_is_like_what_is_there()
    {
        var spec = Certificate(Plan(Rotations.Scope(Hook.Healthy))).At("spec")!.Value;

        Assert.Equal("hook-tls", spec.Text("secretName"));
        Assert.Equal(
            ["hook.web.svc", "hook", "hook.web", "hook.web.svc.cluster.local"], spec.Items("dnsNames").Select(name => name.GetString()));
        Assert.Equal(["digital signature", "key encipherment", "server auth"], spec.Items("usages").Select(usage => usage.GetString()));
        var leaf = Rotations.Scope(Hook.Healthy).Content.Leaf!;
        Assert.Equal(KeyAlgorithm.Like(leaf.Certificate.PublicKey).SizeInBits, spec.Number("privateKey", "size"));
        Assert.Equal("Always", spec.Text("privateKey", "rotationPolicy"));
        var length = GoDuration.Parse(spec.Text("duration")!)!.Value;
        Assert.InRange(length, leaf.Certificate.NotAfter - leaf.Certificate.NotBefore - TimeSpan.FromHours(1), leaf.Certificate.NotAfter - leaf.Certificate.NotBefore + TimeSpan.FromHours(1));
        Assert.InRange(GoDuration.Parse(spec.Text("renewBefore")!)!.Value, (length / 3) - TimeSpan.FromHours(1), length / 3);
    }

    [Fact]
    public void What_a_repository_is_to_hold_has_no_private_key_and_no_mark_of_ours()
    {
        var plan = Plan(Rotations.Scope(Hook.Healthy));

        var objects = CertManagerManifests.ForRepository(plan.Scope, plan.Goal!.Handover!);

        Assert.Equal(["Secret", "Issuer", "Certificate", "ValidatingWebhookConfiguration"], objects.Select(made => made.Kind));
        Assert.All(objects, made => Assert.DoesNotContain("webhook-cert.io", made.Json.GetRawText(), StringComparison.Ordinal));
        Assert.Null(objects[0].Json.At("data"));
        Assert.Equal("web/hook-tls", objects[3].Annotation("cert-manager.io/inject-ca-from"));
    }

    [Theory]
    [InlineData("cert-manager", false, "is cert-manager's already")]
    [InlineData("cert-manager", true, "is cert-manager's already")]
    [InlineData("cert-controller", false, "writes it and would go on doing so")]
    public void An_owner_that_would_fight_is_refused(string owner, bool force, string why)
    {
        var scope = Rotations.Scope(Hook.Healthy) with { Owner = new OwnerMark(owner, owner, null, ["a mark"]) };

        Assert.Contains(why, Refusal(scope, force: force).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("kubectl-webhook-cert")]
    [InlineData("kube-webhook-certgen")]
    [InlineData("helm-template")]
    public void Who_writes_once_or_is_this_program_is_no_hindrance(string owner) => CertManagerPlanner.Check(
        Rotations.Scope(Hook.Healthy) with { Owner = new OwnerMark(owner, owner, null, []) }, [], injectorMerges: false, force: false);

    [Fact]
    public void Keys_that_cert_manager_does_not_write_are_refused()
    {
        var leaf = Hook.Healthy.StoredLeaf;
        var named = Hook.Healthy with { Secret = _ => Make.Secret("web", "hook-tls", ("server-cert.pem", leaf.Pem), ("server-key.pem", leaf.KeyPem)) };
        var elsewhere = Hook.Healthy with { Secret = _ => Make.Secret("web", "hook-tls", ("ca", Hook.Healthy.Ca.Pem), ("tls.crt", leaf.Pem), ("tls.key", leaf.KeyPem)) };

        Assert.Contains("its pods read server-cert.pem and server-key.pem", Refusal(Rotations.Scope(named)).Message, StringComparison.Ordinal);
        Assert.Contains("it holds a CA under ca,", Refusal(Rotations.Scope(elsewhere)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_webhook_of_the_same_configuration_that_is_served_from_elsewhere_needs_an_injector_that_merges()
    {
        var scope = Rotations.Scope(Hook.Healthy);
        BundlePlace other = scope.Bundles[0].Place with { Index = 1, Entry = "other.example.com" };

        CertManagerPlanner.Check(scope, [other], injectorMerges: true, force: false);
        Assert.Contains("is served from elsewhere", Assert.Throws<AdoptionRefusedException>(() => CertManagerPlanner.Check(scope, [other], false, true)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("house", "Issuer web/house")]
    [InlineData("issuer/house", "Issuer web/house")]
    [InlineData("ClusterIssuer/house", "ClusterIssuer house")]
    [InlineData("clusterissuers/house", "ClusterIssuer house")]
    public void An_issuer_is_named_with_or_without_its_kind(string typed, string named) => Assert.Equal(named, IssuerChoice.Parse(typed).In("web").ToString());

    [Theory]
    [InlineData("")]
    [InlineData("secret/house")]
    [InlineData("issuer/")]
    [InlineData("a/b/c")]
    public void Anything_else_is_no_issuer(string typed) => Assert.Throws<UsageException>(() => IssuerChoice.Parse(typed));

    private static AdoptionRefusedException Refusal(RotationScope scope, bool force = false) =>
        Assert.Throws<AdoptionRefusedException>(() => CertManagerPlanner.Check(scope, [], injectorMerges: true, force));

    private static IssueRequest Request(RotationScope scope) => new IssuePlanner(scope, Rotations.Defaults, false, Judged.Now).Plan();

    private static RotationPlan Plan(RotationScope scope)
    {
        var request = Request(scope);
        var material = Rotations.Issue(scope, request);
        var goal = CertManagerPlanner.WithOwnIssuer(scope, request, material, material.AuthorityKey ?? new PrivateKeyText("key"u8.ToArray()), Judged.Now);
        return CertManagerPlanner.Plan(scope, Rotations.Defaults, goal, Judged.Now, ApiServerVersion.Newest);
    }

    private static JsonElement Certificate(RotationPlan plan) => plan.Goal!.Handover!.Certificate.Json;
}

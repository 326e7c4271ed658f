using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.X509.Issuing;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Tests.Planning;

/// <summary>Where each owner wants trust and leaf, and what it would not take.</summary>
public sealed class OwnerStrategyTests
{
    private static readonly RotationOptions ReplaceAuthority = Rotations.Long with { ReplaceAuthority = true };

    [Fact]
    public void Every_known_owner_has_one_strategy()
    {
        var known = Core.Owners.OwnerSet.All.Select(owner => owner.Code).Append("nobody").Order(StringComparer.Ordinal);

        Assert.Equal(known, RotationPlanner.Strategies.SelectMany(strategy => strategy.Owners).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_ca_file_of_spark_1_holds_both_cas_until_every_pod_serves_the_new_leaf()
    {
        var plan = Rotations.Plan(Rotations.By("spark-operator-1"), ReplaceAuthority);

        const string Secret = "secret ca.crt ca.key tls.crt tls.key";
        Assert.Equal(
            ["bundles 2", "await-bundles 2", Secret, "restart hook WhereNotReloaded", "await-served", Secret, "bundles 1", "await-bundles 1"],
            plan.Steps.Select(Rotations.Describe));
        var both = Assert.IsType<PlanStep.WriteBundles>(plan.Steps[0]).Bundles[0].Bundle;
        Assert.Equal(both.Bytes.ToArray(), plan.KnownSecrets[1].Find("ca.crt")!.Value.ToArray());
        Assert.Equal([Rotations.Authority(plan)], CaBundle.Read(plan.KnownSecrets[2].Find("ca.crt")!.Value).Certificates);
    }

    [Fact]
    public void Spark_2_keeps_the_key_of_its_ca()
    {
        var scope = Rotations.By("spark-operator-2");
        var plan = Rotations.Plan(scope, ReplaceAuthority);

        Assert.Null(plan.Gap);
        Assert.Equal(["secret ca.crt ca.key tls.crt tls.key", "restart hook UnlessServed", "await-served", "await-bundles 1"], plan.Steps.Select(Rotations.Describe));
        Assert.NotEqual(scope.Authority, Rotations.Authority(plan));
        Assert.Equal(scope.Authority!.PublicKey, Rotations.Authority(plan).PublicKey);
        Assert.Equal(Rotations.Text(scope.Original, "ca.key"), Rotations.Text(plan.Goal!.Secret, "ca.key"));
    }

    [Fact]
    public void Another_key_for_it_is_a_gap_that_must_be_allowed()
    {
        var plan = Rotations.Plan(Rotations.By("spark-operator-2"), ReplaceAuthority with { AllowGap = true });

        Assert.Contains("holds one CA at a time", plan.Gap, StringComparison.Ordinal);
        Assert.NotEmpty(new PlanInvariant(Judged.Now, ApiServerVersion.Newest).Violations(plan.Scope.Start, plan.Steps));
    }

    [Theory]
    [InlineData("60d", null, "makes CA and certificate anew where one ends within 180 days")]
    [InlineData(null, "never", "reads its certificate only when it starts")]
    [InlineData(null, "keep", "holds one CA at a time")]
    public void What_spark_2_would_throw_away_is_refused(string? duration, string? wish, string expected)
    {
        var options = Rotations.Long with
        {
            Duration = duration is null ? Rotations.Long.Duration : GoDuration.Parse(duration),
            Restart = wish == "never" ? RestartMode.Never : RestartMode.Auto,
            KeepOldAuthority = wish == "keep",
        };

        Assert.Contains(expected, Refusal(Rotations.By("spark-operator-2"), options), StringComparison.Ordinal);
    }

    [Fact]
    public void Spark_1_4_is_restarted_where_a_gap_is_allowed_and_one_pod_runs()
    {
        var scope = Rotations.By("spark-operator-1-4");

        Assert.Contains("without a gap", Refusal(scope, Rotations.Long), StringComparison.Ordinal);
        Assert.Contains("runs 2 pods", Refusal(scope with { ReadyEndpoints = 2 }, Rotations.Long with { AllowGap = true }), StringComparison.Ordinal);
        Assert.Equal(
            ["restart hook AtOnce", "await-reissued", "await-served"],
            Rotations.Plan(scope, Rotations.Long with { AllowGap = true }).Steps.Select(Rotations.Describe));
    }

    [Fact]
    public void Cert_manager_is_asked()
    {
        var plan = Rotations.Plan(OfCertManager() with { InjectorMerges = true });

        Assert.Equal(["renew hook", "await-reissued", "restart hook WhereNotReloaded", "await-served"], plan.Steps.Select(Rotations.Describe));
        Assert.Empty(plan.Notes);
    }

    [Fact]
    public void Below_1_19_its_injector_is_warned_of()
    {
        var plan = Rotations.Plan(OfCertManager() with { InjectorVersion = "1.18" });

        Assert.Contains("(1.18) replaces the CA in every bundle", Assert.Single(plan.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_leaf_that_is_its_own_ca_is_a_gap_there()
    {
        var self = Issued.Ca("CN=hook.web.svc", dnsName: Hook.ServerName);
        var scope = Rotations.Scope(Hook.Healthy with { Ca = self, Leaf = self }) with { Owner = OfCertManager().Owner };

        Assert.Contains("the certificate is its own CA", Refusal(scope, Rotations.Defaults), StringComparison.Ordinal);
        Assert.Null(Rotations.Plan(scope with { InjectorMerges = true }).Gap);
    }

    [Fact]
    public void Service_ca_is_asked_by_deleting_where_that_was_confirmed()
    {
        var scope = Rotations.By("service-ca");

        Assert.Contains("needs --yes", Refusal(scope, Rotations.Defaults), StringComparison.Ordinal);
        Assert.Equal(
            ["delete-secret", "await-reissued", "restart hook WhereNotReloaded", "await-served"],
            Rotations.Plan(scope, new RotationOptions { Confirmed = true }).Steps.Select(Rotations.Describe));
    }

    [Theory]
    [InlineData("cert-manager")]
    [InlineData("service-ca")]
    public void Who_issues_by_itself_takes_no_wishes(string owner)
    {
        var scope = owner == "cert-manager" ? OfCertManager() : Rotations.By(owner);

        Assert.Contains(
            "that way", Refusal(scope, new RotationOptions { Confirmed = true, KeyAlgorithm = KeyAlgorithm.EcdsaP256 }), StringComparison.Ordinal);
    }

    // shared by two Services: the other one's certificate still needs the old CA
    [Fact]
    public void A_webhook_that_is_served_from_elsewhere_with_the_same_ca_gets_both()
    {
        var other = Make.Validating("other", Make.Entry("o.example.com", "far/away", Hook.Healthy.Ca.Base64));
        var plan = Rotations.Plan(Rotations.Scope(Hook.Healthy with { And = [other] }));

        var sharing = Assert.Single(plan.Scope.Sharing);
        Assert.Equal("other", sharing.Place.Configuration);
        Assert.Equal(["bundles 2", "bundles 2", "await-bundles 2 2"], plan.Steps.Take(3).Select(Rotations.Describe));
        Assert.DoesNotContain(plan.Steps.Skip(3).OfType<PlanStep.WriteBundles>(), step => step.Bundles[0].Place.Configuration == "other");
        Assert.Contains("keeps the old CA beside the new one", plan.Notes[^1], StringComparison.Ordinal);
    }

    // the least that heals: the CA is sound, only a bundle lacks it
    [Fact]
    public void A_bundle_that_lacks_the_sound_ca_gets_it_first()
    {
        var plan = Rotations.Plan(Rotations.Scope(Rotations.WithAuthorityKey(Hook.Healthy with { Bundle = Issued.Ca("CN=stale").Pem })));

        Assert.Equal(
            ["bundles 2", "await-bundles 2", "secret ca.crt ca.key tls.crt tls.key", "restart hook WhereNotReloaded", "await-served", "bundles 1", "await-bundles 1"],
            plan.Steps.Select(Rotations.Describe));
        Assert.Equal(Hook.Healthy.Ca.Certificate, Rotations.Authority(plan));
    }

    private static RotationScope OfCertManager() => Rotations.Scope(Hook.Healthy) with
    {
        Owner = new OwnerMark("cert-manager", "cert-manager", new ObjectRef("Certificate", "web", "hook"), []),
    };

    private static string Refusal(RotationScope scope, RotationOptions options) =>
        Assert.Throws<RotationRefusedException>(() => Rotations.Plan(scope, options)).Message;
}

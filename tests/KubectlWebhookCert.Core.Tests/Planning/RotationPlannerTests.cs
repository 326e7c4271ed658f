using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.X509.Issuing;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Tests.Planning;

/// <summary>Which steps a rotation has, and that none can be left out.</summary>
public sealed class RotationPlannerTests
{
    private static readonly RotationOptions ReplaceAuthority = new() { ReplaceAuthority = true };

    [Fact]
    public void With_the_cas_key_at_hand_the_leaf_alone_is_issued()
    {
        var scope = Rotations.Scope(Rotations.WithAuthorityKey(Hook.Healthy));
        var plan = Rotations.Plan(scope);

        Assert.Equal(
            ["secret ca.crt ca.key tls.crt tls.key", "restart hook WhereNotReloaded", "await-served"], plan.Steps.Select(Rotations.Describe));
        var written = plan.KnownSecrets[1];
        Assert.Equal(Rotations.Text(scope.Original, "ca.crt"), Rotations.Text(written, "ca.crt"));
        Assert.NotEqual(Rotations.Text(scope.Original, "tls.key"), Rotations.Text(written, "tls.key"));
        Assert.StartsWith("-----BEGIN RSA PRIVATE KEY-----", Rotations.Text(written, "tls.key"), StringComparison.Ordinal);
        Assert.Equal(
            ["hook.web.svc", "hook", "hook.web", "hook.web.svc.cluster.local"], Rotations.Leaf(plan).AlternativeNames.DnsNames);
        Assert.Equal(Judged.Now.AddMinutes(-5), Rotations.Leaf(plan).NotBefore);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Without_it_or_where_asked_for_the_ca_is_replaced_by_overlap(bool isAsked)
    {
        var scope = Rotations.Scope(isAsked ? Rotations.WithAuthorityKey(Hook.Healthy) : Hook.Healthy);
        var plan = Rotations.Plan(scope, isAsked ? ReplaceAuthority : null);

        Assert.Equal(
            ["bundles 2", "await-bundles 2", isAsked ? "secret ca.crt ca.key tls.crt tls.key" : "secret ca.crt tls.crt tls.key", "restart hook WhereNotReloaded", "await-served", "bundles 1", "await-bundles 1"],
            plan.Steps.Select(Rotations.Describe));
        Assert.Equal(Hook.Healthy.Ca.Certificate.Subject, Rotations.Authority(plan).Subject);
        Assert.Equal([Hook.Healthy.Ca.Certificate, Rotations.Authority(plan)], Assert.IsType<PlanStep.WriteBundles>(plan.Steps[0]).Bundles[0].Bundle.Certificates);
    }

    [Fact]
    public void The_old_ca_stays_where_wanted() => Assert.Equal(
        "await-served", Rotations.Plan(Rotations.Scope(Hook.Healthy), new RotationOptions { KeepOldAuthority = true }).Steps.Select(Rotations.Describe).Last());

    [Fact]
    public void Cert_controller_is_driven_through_its_secret()
    {
        var plan = Rotations.Plan(Rotations.Scope(Rotations.OfCertController()), ReplaceAuthority);

        const string Secret = "secret ca.crt ca.key tls.crt tls.key";
        Assert.Equal("cert-controller", plan.Strategy);
        Assert.Equal(
            [Secret, "await-bundles 2", Secret, "await-bundles 2", "restart hook WhereNotReloaded", "await-served", Secret, "await-bundles 1"],
            plan.Steps.Select(Rotations.Describe));
        var (before, first, second, third) = (plan.KnownSecrets[0], plan.KnownSecrets[1], plan.KnownSecrets[2], plan.KnownSecrets[3]);
        var (old, renewed) = (Rotations.Text(before, "ca.crt"), Rotations.Text(third, "ca.crt"));
        Assert.Equal((old + renewed, renewed + old), (Rotations.Text(first, "ca.crt"), Rotations.Text(second, "ca.crt")));
        Assert.Equal(Rotations.Text(before, "ca.key"), Rotations.Text(first, "ca.key"));
        Assert.StartsWith("-----BEGIN RSA PRIVATE KEY-----", Rotations.Text(second, "ca.key"), StringComparison.Ordinal);
        Assert.Equal(["kueue-ca"], Rotations.Authority(plan).AlternativeNames.DnsNames);
    }

    [Theory]
    [InlineData(60, null, "makes a certificate anew that ends within 90 days")]
    [InlineData(null, 60, "makes a CA anew that ends within 90 days")]
    public void What_cert_controller_would_throw_away_is_refused(int? days, int? authorityDays, string expected)
    {
        var options = ReplaceAuthority with { Duration = Days(days), AuthorityDuration = Days(authorityDays) };

        var refused = Assert.Throws<RotationRefusedException>(() => Rotations.Plan(Rotations.Scope(Rotations.OfCertController()), options));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cert_controller_reads_no_other_key_than_rsa() => Assert.Contains(
        "PKCS#1",
        Assert.Throws<RotationRefusedException>(() => Rotations.Plan(
            Rotations.Scope(Rotations.OfCertController()), ReplaceAuthority with { KeyAlgorithm = KeyAlgorithm.EcdsaP256 })).Message,
        StringComparison.Ordinal);

    // each of the steps is there for a reason: without it some API server could refuse what some endpoint serves
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_step_before_the_last_write_can_be_left_out(bool isCertController)
    {
        var scope = Rotations.Scope(isCertController ? Rotations.OfCertController() : Hook.Healthy);
        var plan = Rotations.Plan(scope, ReplaceAuthority);
        var invariant = new PlanInvariant(Judged.Now, ApiServerVersion.Newest);
        var lastWrite = plan.Steps.Select((step, index) => step is PlanStep.WriteBundles or PlanStep.WriteSecret ? index : -1).Max();

        Assert.Empty(invariant.Violations(scope.Start, plan.Steps));

        // restarts change nothing that is trusted, and both unions trust both: cert-controller's second wait sees whether it kept the new CA
        foreach (var (index, step) in plan.Steps.Index().Where(each =>
            each.Index < lastWrite && each.Item is not PlanStep.Restart && !(isCertController && each.Index == 3)))
        {
            var without = plan.Steps.Where((_, place) => place != index);
            Assert.True(invariant.Violations(scope.Start, without).Count > 0, $"without step {index}, {step.Title}");
        }
    }

    [Fact]
    public void What_was_refused_before_the_plan_began_is_not_held_against_it()
    {
        var hook = Hook.Healthy with { Leaf = Serving.Expired(Hook.Healthy) };

        Assert.Equal(7, Rotations.Plan(Rotations.Scope(hook)).Steps.Count);
    }

    [Theory]
    [InlineData("kyverno")]
    [InlineData("olm")]
    [InlineData("istio")]
    [InlineData("linkerd")]
    [InlineData("vault")]
    [InlineData("rancher")]
    public void A_product_that_manages_its_own_is_left_to_it_unless_the_user_insists(string owner)
    {
        var scope = Rotations.Scope(Hook.Healthy) with { Owner = new OwnerMark(owner, "The product", null, []) };

        var refused = Assert.Throws<RotationRefusedException>(() => Rotations.Plan(scope));
        Assert.Contains("The product manages it and would undo what others write", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("(or insist with --force)", refused.Hint, StringComparison.Ordinal);
        Assert.Equal("managed-elsewhere", Rotations.Plan(scope, new RotationOptions { Force = true }).Strategy);
    }

    private static TimeSpan? Days(int? days) => days is { } count ? TimeSpan.FromDays(count) : null;
}

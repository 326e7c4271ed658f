using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Tests.Planning;

/// <summary>From every point of every strategy there is a way back, on which every call is admitted, to how it was.</summary>
public sealed class PlanReversalTests
{
    public static TheoryData<string> Cases => [.. Rotations.Cases.Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void From_every_point_the_way_back_is_safe_and_ends_as_it_began(string name)
    {
        var plan = Rotations.Case(name);
        var invariant = new PlanInvariant(Judged.Now, ApiServerVersion.Newest);
        for (var completed = 0; completed <= plan.Steps.Count; completed++)
        {
            var back = PlanReversal.Of(plan, completed);

            Assert.Empty(invariant.Violations(plan.Scope.Start, PlanReversal.StateWithin(plan, completed), back.Steps));
            Assert.Equal(plan.Scope.Original.Entries, Last(back)?.Version.Entries ?? (WritesSecret(plan, completed) ? [] : plan.Scope.Original.Entries));
            Assert.All(plan.Scope.Bundles, bundle => Assert.Equal(bundle.Bundle, LastBundle(back, plan, completed, bundle.Place)));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_taken_back_is_known_on_the_way_back(string name)
    {
        var plan = Rotations.Case(name);
        var back = PlanReversal.Of(plan, plan.Steps.Count);

        Assert.All(plan.KnownSecrets, version => Assert.Contains(version, back.KnownSecrets));
        Assert.All(plan.Scope.Bundles, bundle => Assert.All(plan.Known(bundle.Place), known => Assert.Contains(known, back.Known(bundle.Place))));
    }

    [Fact]
    public void Before_a_stage_was_begun_nothing_of_it_is_taken_back()
    {
        var plan = Rotations.Plan(Rotations.Scope(Hook.Healthy));

        Assert.Equal(["bundles 1", "await-bundles 1"], PlanReversal.Of(plan, 1).Steps.Select(Rotations.Describe));
        Assert.Equal(
            ["secret ca.crt tls.crt tls.key", "restart hook WhereNotReloaded", "await-served", "bundles 1", "await-bundles 1"],
            PlanReversal.Of(plan, 2).Steps.Select(Rotations.Describe));
        Assert.Equal("bundles 2", Rotations.Describe(PlanReversal.Of(plan, 5).Steps[0]));
    }

    private static bool WritesSecret(RotationPlan plan, int completed) => plan.Steps.Take(completed + 1).Any(step => step is PlanStep.WriteSecret);

    private static PlanStep.WriteSecret? Last(RotationPlan plan) => plan.Steps.OfType<PlanStep.WriteSecret>().LastOrDefault();

    // what was never written is as it was
    private static CaBundle LastBundle(RotationPlan back, RotationPlan plan, int completed, BundlePlace place)
    {
        var written = plan.Steps.Take(completed + 1).SelectMany(step => step.Effects).OfType<PlanEffect.MayHold>().Any(effect => effect.Place == place);
        var last = back.Steps.SelectMany(step => step.Effects).OfType<PlanEffect.MayHold>().LastOrDefault(effect => effect.Place == place);
        return last?.Bundle ?? (written ? CaBundle.Read(default) : plan.Scope.Bundles.First(bundle => bundle.Place == place).Bundle);
    }
}

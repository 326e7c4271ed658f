using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>The way back: each stage of a plan, the last one first, with what was before in the place of what it writes.</summary>
public static class PlanReversal
{
    /// <summary>The plan that takes back what was begun of another. Bundles and Secret are then as they were.</summary>
    /// <param name="plan">The other.</param>
    /// <param name="completed">How many of its steps are done; the next one may be under way.</param>
    public static RotationPlan Of(RotationPlan plan, int completed)
    {
        ArgumentNullException.ThrowIfNull(plan);
        List<Stage> stages = [];
        var before = new Past(plan.Scope.Original, plan.Scope.Bundles.Concat(plan.Scope.Sharing).ToDictionary(bundle => bundle.Place, bundle => bundle.Bundle));
        for (var index = 0; index <= completed && index < plan.Steps.Count;)
        {
            var stage = new Stage(before, StageFrom(plan.Steps, index));
            stages.Add(stage);
            before = stage.Steps.Aggregate(before, (past, step) => past.After(step));
            index += stage.Steps.Count;
        }

        return plan with { Steps = [.. Enumerable.Reverse(stages).SelectMany(stage => stage.Back())], Undoes = plan.Steps, Notes = [] };
    }

    /// <summary>What may be when so many steps of a plan are done and the next one is under way.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="completed">How many.</param>
    public static WorldState StateWithin(RotationPlan plan, int completed)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Steps.Take(completed).Aggregate(plan.Scope.Start, (state, step) => state.After(step)) switch
        {
            var state when completed < plan.Steps.Count && plan.Steps[completed].Writes => state.After(plan.Steps[completed]),
            var state => state,
        };
    }

    // writes, then what waits for them to be seen
    private static ValueList<PlanStep> StageFrom(ValueList<PlanStep> steps, int first)
    {
        var end = first;
        while (end < steps.Count && IsWrite(steps[end]))
        {
            end++;
        }

        while (end < steps.Count && !IsWrite(steps[end]))
        {
            end++;
        }

        return [.. steps.Skip(first).Take(end - first)];
    }

    private static bool IsWrite(PlanStep step) => step is PlanStep.WriteBundles or PlanStep.WriteSecret or PlanStep.Renew or PlanStep.DeleteSecret;

    /// <summary>What Secret and places hold at some time.</summary>
    private sealed record Past(SecretVersion Secret, IReadOnlyDictionary<BundlePlace, CaBundle> Bundles)
    {
        public Past After(PlanStep step) => new(
            step is PlanStep.WriteSecret write ? write.Version : Secret,
            step.Effects.OfType<PlanEffect.MayHold>().Aggregate(
                new Dictionary<BundlePlace, CaBundle>(Bundles),
                (bundles, effect) =>
                {
                    bundles[effect.Place] = effect.Bundle;
                    return bundles;
                }));

        public ValueList<PlacedBundle> Of(ValueList<PlacedBundle> places) => [.. places.Select(place => place with { Bundle = Bundles[place.Place] })];
    }

    private sealed record Stage(Past Before, ValueList<PlanStep> Steps)
    {
        public IEnumerable<PlanStep> Back() => Steps.Select(Back).OfType<PlanStep>();

        private static RestartCondition Back(RestartCondition condition) =>
            condition == RestartCondition.AtOnce ? RestartCondition.UnlessServed : condition;

        // what an owner has issued by itself stays: nobody but it could take it back
        private PlanStep? Back(PlanStep step) => step switch
        {
            PlanStep.WriteBundles write => new PlanStep.WriteBundles(
                $"put back the CA bundles of {write.Bundles[0].Place.Type.Kind} {write.Bundles[0].Place.Configuration}", Before.Of(write.Bundles)),
            PlanStep.WriteSecret write => new PlanStep.WriteSecret($"put back what {write.Secret} held", write.Secret, Before.Secret, Before.Of(write.Injected)),
            PlanStep.AwaitBundles wait => wait with { Bundles = Before.Of(wait.Bundles) },
            PlanStep.Restart restart => restart with { Condition = Back(restart.Condition), Chain = Before.Secret.Chain, Injected = Before.Of(restart.Injected) },
            PlanStep.AwaitServed { Chain.Count: > 0 } wait when Before.Secret.Chain.Count > 0 =>
                new PlanStep.AwaitServed("wait until every endpoint serves the old certificate again", Before.Secret.Chain, wait.Settle),
            _ => null,
        };
    }
}

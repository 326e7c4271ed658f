using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>
/// At every point between two steps, and in the middle of each, every certificate that can be served is trusted by every bundle that can be
/// held. What was refused before the plan began is not held against it.
/// </summary>
/// <param name="at">The instant to judge at, UTC.</param>
/// <param name="server">Whose verdict counts.</param>
public sealed class PlanInvariant(DateTimeOffset at, ApiServerVersion server)
{
    private readonly Dictionary<(string ServerName, CaBundle Bundle, ValueList<Certificate> Chain), string?> verdicts = [];

    /// <summary>What breaks it, one sentence each; none where the plan is safe.</summary>
    /// <param name="start">What may be before the first step.</param>
    /// <param name="steps">The steps in order.</param>
    public ValueList<string> Violations(WorldState start, IEnumerable<PlanStep> steps) => Violations(start, start, steps);

    /// <summary>The same of a way back: what was refused originally is not held against it either.</summary>
    /// <param name="original">What was before anything was changed.</param>
    /// <param name="start">What may be before the first step.</param>
    /// <param name="steps">The steps in order.</param>
    public ValueList<string> Violations(WorldState original, WorldState start, IEnumerable<PlanStep> steps)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(steps);
        var broken = Refused(start).Concat(Refused(original)).Select(refused => (refused.Place, refused.Chain)).ToHashSet();
        List<string> violations = [];
        var state = start;
        foreach (var step in steps)
        {
            violations.AddRange(step.Effects.Where(effect => !state.Allows(effect)).Select(_ => $"\"{step.Title}\" waits for what nobody has written"));

            // what a write makes possible is so while it is under way, beside what was before: the state after it has both
            state = state.After(step);
            violations.AddRange(Refused(state)
                .Where(refused => !broken.Contains((refused.Place, refused.Chain)))
                .Select(refused => $"during \"{step.Title}\" {refused.Place} may refuse {refused.Chain[0]}: {refused.Why}"));
        }

        return [.. violations.Distinct()];
    }

    /// <summary>The places where a chain would be refused once the plan is through.</summary>
    /// <param name="start">What may be before the first step.</param>
    /// <param name="steps">The steps in order.</param>
    public ValueList<string> RefusedAtTheEnd(WorldState start, IEnumerable<PlanStep> steps)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(steps);
        return [.. Refused(steps.Aggregate(start, (state, step) => state.After(step)))
            .Select(refused => $"{refused.Place} refuses {refused.Chain[0]}: {refused.Why}")
            .Distinct()];
    }

    /// <summary>The places where some call may be refused at one moment.</summary>
    /// <param name="state">The moment.</param>
    public ValueList<BundlePlace> RefusedPlaces(WorldState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return [.. Refused(state).Select(refused => refused.Place).Distinct()];
    }

    private IEnumerable<Refusal> Refused(WorldState state) =>
        from held in state.Bundles
        from bundle in held.Bundles
        from chain in state.Chains
        let why = Judge(held.Place.ServerName, bundle, chain)
        where why is not null
        select new Refusal(held.Place, chain, why);

    private string? Judge(string serverName, CaBundle bundle, ValueList<Certificate> chain)
    {
        if (!verdicts.TryGetValue((serverName, bundle, chain), out var why))
        {
            var verdict = Verifier.Verify(VerificationRequest.Of(bundle.Bytes, chain, serverName, at, server));
            verdicts[(serverName, bundle, chain)] = why = (verdict as VerificationResult.Refused)?.Text;
        }

        return why;
    }

    private sealed record Refusal(BundlePlace Place, ValueList<Certificate> Chain, string Why);
}

using System.Text.Json;
using KubectlWebhookCert.Core.Owners;
using KubectlWebhookCert.Core.Planning.Strategies;
using KubectlWebhookCert.X509.Issuing;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>Makes the plan of a rotation, and refuses what is not safe. Pure.</summary>
public static class RotationPlanner
{
    private const string Validate = "kubectl webhook-cert validate TARGET, and mend what it finds first";

    /// <summary>Every strategy.</summary>
    internal static readonly ValueList<OwnerStrategy> Strategies =
    [
        Direct.Strategy, CertControllerSecret.Strategy, SparkOperator1Files.Strategy, SparkOperator14Restart.Strategy, SparkOperator2Secret.Strategy,
        CertManagerRenewal.Strategy, ServiceCaRenewal.Strategy, ManagedElsewhere.Strategy,
    ];

    /// <summary>What is to be issued; null where the owner issues by itself.</summary>
    /// <param name="scope">What moves together.</param>
    /// <param name="options">What the user wants.</param>
    /// <param name="now">The instant, UTC.</param>
    /// <exception cref="RotationRefusedException">It cannot be rotated, or not this way.</exception>
    /// <exception cref="IssuingException">Keys like the old ones are not made any more: <c>--key-algorithm</c> names others.</exception>
    public static IssueRequest? Request(RotationScope scope, RotationOptions options, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(options);
        var strategy = Check(scope, options);
        if (!strategy.Issues)
        {
            return null;
        }

        var request = new IssuePlanner(scope, options, strategy.KeepsAuthorityKey(scope, options), now).Plan();
        strategy.CheckRequest(scope, request);
        return request;
    }

    /// <summary>Why the CA is replaced, too, for people; null where it is not.</summary>
    /// <param name="scope">What moves together.</param>
    /// <param name="options">What the user wants.</param>
    /// <param name="now">The instant, UTC.</param>
    public static string? WhyNewAuthority(RotationScope scope, RotationOptions options, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(options);
        return StrategyOf(scope).Issues && new IssuePlanner(scope, options, false, now).WhyNewAuthority is { } why
            ? $"the CA is replaced, too: {why}"
            : null;
    }

    /// <summary>The plan to a goal, checked.</summary>
    /// <param name="scope">What moves together.</param>
    /// <param name="options">What the user wants.</param>
    /// <param name="goal">How it is to end; null where the owner issues by itself.</param>
    /// <param name="now">The instant, UTC.</param>
    /// <param name="server">Whose verdict counts.</param>
    /// <exception cref="RotationRefusedException">A call that is admitted now could be refused on the way, or at the end.</exception>
    public static RotationPlan Plan(RotationScope scope, RotationOptions options, RotationGoal? goal, DateTimeOffset now, ApiServerVersion server)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(options);
        Check(scope, options);
        var plan = Rebuild(scope, options, goal);
        if (plan.Gap is { } gap && !options.AllowGap)
        {
            throw new RotationRefusedException($"cannot rotate {scope.Secret.Ref} without a gap: {gap}", "choose a quiet time and add --allow-gap");
        }

        var invariant = new PlanInvariant(now, server);
        if (plan.Gap is null && invariant.Violations(scope.Start, plan.Steps) is [var first, ..])
        {
            throw new RotationRefusedException($"cannot rotate {scope.Secret.Ref} safely: {first}", Validate);
        }

        return goal is not null && invariant.RefusedAtTheEnd(scope.Start, plan.Steps) is [var left, ..]
            ? throw new RotationRefusedException(
                $"cannot rotate {scope.Secret.Ref}: in the end {left}", options.ReplaceAuthority ? Validate : "replace the CA, too: --ca")
            : plan;
    }

    /// <summary>The plan that puts a backup back, checked; without steps where everything is as it was.</summary>
    /// <param name="backup">How it was.</param>
    /// <param name="now">How it is.</param>
    /// <param name="options">What the user wants.</param>
    /// <param name="at">The instant, UTC.</param>
    /// <param name="server">Whose verdict counts.</param>
    /// <exception cref="RotationRefusedException">The owner would undo it, or a call that is admitted now could be refused on the way.</exception>
    public static RotationPlan PlanRestore(RotationScope backup, RotationScope now, RotationOptions options, DateTimeOffset at, ApiServerVersion server)
    {
        ArgumentNullException.ThrowIfNull(backup);
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(options);
        if (!StrategyOf(now).Issues)
        {
            throw new RotationRefusedException(
                $"cannot restore {now.Secret.Ref}: {now.Owner.Name} issues it, and would replace what others write", $"kubectl webhook-cert rotate secret/{now.Secret.Name} -n {now.Secret.Namespace}");
        }

        if (now.Secret.Annotation(CertManagerMarks.CertificateName) is { Length: > 0 } certificate && backup.Secret.Annotation(CertManagerMarks.CertificateName) is null && !options.Force)
        {
            throw new RotationRefusedException(
                $"cannot restore {now.Secret.Ref}: {Handover.Recipient} issues it since, and would replace what others write",
                $"kubectl delete certificate {certificate} -n {now.Secret.Namespace}, which leaves the Secret; then the same command with --force");
        }

        var goal = RestorePlanner.Goal(backup, now);
        var plan = Rebuild(now, options, goal);
        if (goal.Secret.Entries.Equals(now.Original.Entries) && goal.Bundles.Equals(now.Bundles))
        {
            return plan with { Steps = [] };
        }

        if (plan.Gap is null && new PlanInvariant(at, server).Violations(now.Start, plan.Steps) is [var first, ..] && !options.Force)
        {
            throw new RotationRefusedException($"cannot restore {now.Secret.Ref} safely: {first}", "kubectl webhook-cert rotate instead, or insist with --force");
        }

        return plan;
    }

    /// <summary>The plan of a rotation that was begun: what was safe to begin is safe to end.</summary>
    /// <param name="scope">What moves together.</param>
    /// <param name="options">What the user wanted.</param>
    /// <param name="goal">How it is to end; null where the owner issues by itself.</param>
    public static RotationPlan Rebuild(RotationScope scope, RotationOptions options, RotationGoal? goal)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(options);
        if (goal?.Handover is not null)
        {
            return new RotationPlan(scope, ToCertManager.Code, goal, [.. ToCertManager.Steps(scope, options, goal)]);
        }

        var strategy = StrategyOf(scope);
        return new RotationPlan(scope, strategy.Code, goal, [.. strategy.Steps(scope, options, goal)])
        {
            Notes = [.. strategy.Notes(scope, options), .. Shared(scope, goal)],
            Gap = strategy.Gap(scope, goal),
        };
    }

    private static OwnerStrategy Check(RotationScope scope, RotationOptions options)
    {
        if (scope.Secret.Json.TryGetProperty("immutable", out var immutable) && immutable.ValueKind == JsonValueKind.True)
        {
            throw new RotationRefusedException(
                $"cannot rotate {scope.Secret.Ref}: it is immutable", "make a Secret of another name, mount that, and rotate it");
        }

        var strategy = StrategyOf(scope);
        strategy.Check(scope, options);
        return strategy;
    }

    private static OwnerStrategy StrategyOf(RotationScope scope) => Strategies.First(strategy => strategy.Owners.Contains(scope.Owner.Code));

    private static ValueList<string> Shared(RotationScope scope, RotationGoal? goal) => goal is null || goal.Bundles.Equals(scope.Bundles)
        ? []
        : [.. scope.Sharing.Select(sharing => $"{sharing.Place} trusts the same CA and is served from elsewhere: it keeps the old CA beside the new one")];
}

using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Planning.Strategies;

/// <summary>Until every endpoint serves what it is to serve.</summary>
internal static class Reloading
{
    private const string Pod = "Pod";

    /// <summary>For programs that take up a changed file by themselves; those that do not are restarted.</summary>
    /// <param name="scope">What moves together.</param>
    /// <param name="options">What the user wants.</param>
    /// <param name="chain">The leaf first; empty: what the Secret holds by then.</param>
    public static IEnumerable<PlanStep> Steps(RotationScope scope, RotationOptions options, ValueList<Certificate> chain) => Steps(
        scope, options, chain, options.Restart == RestartMode.Always ? RestartCondition.AtOnce : RestartCondition.WhereNotReloaded, []);

    /// <summary>For programs that read their files only when they start.</summary>
    /// <param name="scope">What moves together.</param>
    /// <param name="options">What the user wants.</param>
    /// <param name="chain">As above.</param>
    /// <param name="condition">When.</param>
    /// <param name="injected">What they write into bundles then.</param>
    public static IEnumerable<PlanStep> Steps(
        RotationScope scope, RotationOptions options, ValueList<Certificate> chain, RestartCondition condition, ValueList<PlacedBundle> injected)
    {
        foreach (var workload in options.Restart == RestartMode.Never ? [] : Restartable(scope))
        {
            yield return new PlanStep.Restart(
                condition == RestartCondition.WhereNotReloaded ? $"restart {workload} if it does not reload" : $"restart {workload}", workload, condition, chain, injected);
        }

        // nothing is pruned after a leaf of the same CA
        var settle = chain is [var leaf, ..] && !scope.Original.Chain.Any(old => old.Issuer.Equals(leaf.Issuer) && SameKey(old, leaf)) ? options.Settle : TimeSpan.Zero;
        yield return new PlanStep.AwaitServed("wait until every endpoint serves the new certificate", chain, settle);
    }

    /// <summary>Refuses <c>--restart never</c>, and pods that nobody makes anew, where nothing is taken up without a restart.</summary>
    /// <param name="scope">What moves together.</param>
    /// <param name="options">What the user wants.</param>
    /// <exception cref="RotationRefusedException">So it is.</exception>
    public static void MustRestart(RotationScope scope, RotationOptions options)
    {
        if (options.Restart == RestartMode.Never)
        {
            throw new RotationRefusedException(
                $"cannot rotate {scope.Secret.Ref}: {scope.Owner.Name} reads its certificate only when it starts", "leave out --restart never");
        }

        if (!Restartable(scope).Any())
        {
            throw new RotationRefusedException(
                $"cannot rotate {scope.Secret.Ref}: {scope.Owner.Name} reads its certificate only when it starts, and no workload behind {string.Join(", ", scope.Services)} was found to restart",
                "kubectl webhook-cert inspect TARGET");
        }
    }

    private static bool SameKey(Certificate one, Certificate other) => one.AuthorityKeyId.Span.SequenceEqual(other.AuthorityKeyId.Span);

    private static IEnumerable<ObjectRef> Restartable(RotationScope scope) => scope.Workloads.Where(workload => workload.Kind != Pod);
}

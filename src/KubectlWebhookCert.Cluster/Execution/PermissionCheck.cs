using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Planning;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>Asks for every write of a plan whether it is allowed, before the first one.</summary>
public static class PermissionCheck
{
    /// <summary>Refuses a plan that could not be gone through with.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="RotationRefusedException">Something is not allowed.</exception>
    public static async Task RequireAsync(ICluster cluster, RotationPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(plan);
        if (await MissingAsync(cluster, PlanPermissions.Of(plan), cancellationToken) is { Length: > 0 } missing)
        {
            throw new RotationRefusedException(
                $"cannot rotate {plan.Scope.Secret.Ref}: you are not allowed to {string.Join("; ", missing)}", $"kubectl auth can-i {missing[0]}");
        }
    }

    /// <summary>What is not allowed, in words; nothing where all is.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="needed">What is asked for, all at once.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    internal static async Task<string[]> MissingAsync(ICluster cluster, IReadOnlyList<NeededAccess> needed, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(needed.Select(access => cluster.MayIAsync(
            new AccessQuestion(access.Verb, access.Type, access.Namespace, access.Name, access.Subresource), cancellationToken)));
        return [.. needed.Zip(answers).Where(pair => !pair.Second.Allowed).Select(pair => pair.First.ToString())];
    }
}

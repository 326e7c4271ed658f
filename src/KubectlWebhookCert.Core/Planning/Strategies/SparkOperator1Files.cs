using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Planning.Strategies;

/// <summary>
/// Spark Operator up to 1.3 reads its leaf from a file every 15 minutes, and writes its whole CA file into every bundle when it starts. So
/// bundles are written where they stand, and the file holds both CAs until every pod serves the new leaf: one may start at any time.
/// </summary>
/// <remarks>Source: github.com/kubeflow/spark-operator, tag spark-operator-chart-1.2.15, pkg/webhook.</remarks>
internal static class SparkOperator1Files
{
    public static readonly OwnerStrategy Strategy = new("spark-operator-1", ["spark-operator-1"], (scope, options, goal) => Steps(scope, options, goal!));

    private static IEnumerable<PlanStep> Steps(RotationScope scope, RotationOptions options, RotationGoal goal)
    {
        var both = Direct.Both(scope, goal);
        var trusting = scope.AuthorityDataKeys is [var file, ..] && both.Count > 0 && !both.Equals(scope.Bundles)
            ? goal.Secret.With([new SecretEntry(file, both[0].Bundle.Bytes)], goal.Secret.Chain)
            : goal.Secret;
        ValueList<PlacedBundle> atStart = scope.AuthorityDataKeys is [var key, ..] && trusting.Find(key) is { } bytes
            ? [.. scope.Bundles.Select(bundle => bundle with { Bundle = CaBundle.Read(bytes) })]
            : [];
        return
        [
            .. Trust.Write("trust the new CA beside the old one", scope, scope.Bundles, both, options.Settle),
            new PlanStep.WriteSecret($"write the new certificate into {scope.Secret.Ref}", scope.Secret.Ref, trusting, []),
            .. Reloading.Steps(
                scope,
                options,
                goal.Secret.Chain,
                options.Restart == RestartMode.Always ? RestartCondition.AtOnce : RestartCondition.WhereNotReloaded,
                atStart),
            .. trusting.Equals(goal.Secret)
                ? []
                : new[] { new PlanStep.WriteSecret($"leave the new CA alone in {scope.Secret.Ref}", scope.Secret.Ref, goal.Secret, []) },
            .. Trust.Write("trust the new CA alone", scope, both, goal.Bundles, options.Settle),
        ];
    }
}

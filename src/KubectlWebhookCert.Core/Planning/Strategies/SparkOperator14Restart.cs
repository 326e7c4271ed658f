namespace KubectlWebhookCert.Core.Planning.Strategies;

/// <summary>
/// Spark Operator 1.4.x makes CA and certificate in memory at each start, writes both out, and never reads its Secret: only a restart
/// replaces them, and nothing can be trusted beforehand.
/// </summary>
/// <remarks>Source: github.com/kubeflow/spark-operator, tag spark-operator-chart-1.4.3, pkg/webhook/certs.go.</remarks>
internal static class SparkOperator14Restart
{
    public static readonly OwnerStrategy Strategy = new("spark-operator-1-4", ["spark-operator-1-4"], (scope, options, _) => Steps(scope, options))
    {
        Issues = false,
        Check = Check,
        Gap = (scope, _) => $"{scope.Owner.Name} makes a new CA in memory at its start: calls fail from then until the old pod is gone",
        Notes = (_, _) => ["upgrade to Spark Operator 2.x: from there on its certificate can be replaced without a gap"],
    };

    private static void Check(RotationScope scope, RotationOptions options)
    {
        Reloading.MustRestart(scope, options);
        if (scope.ReadyEndpoints > 1 && !options.Force)
        {
            throw new RotationRefusedException(
                $"cannot rotate {scope.Secret.Ref}: {scope.Owner.Name} runs {scope.ReadyEndpoints} pods, each with a CA of its own, and the CA bundle holds one of them",
                $"kubectl scale {scope.Workloads[0].Kind.ToLowerInvariant()} {scope.Workloads[0].Name} -n {scope.Workloads[0].Namespace} --replicas=1, then again");
        }
    }

    private static IEnumerable<PlanStep> Steps(RotationScope scope, RotationOptions options)
    {
        foreach (var step in Reloading.Steps(scope, options, [], RestartCondition.AtOnce, []))
        {
            if (step is PlanStep.AwaitServed)
            {
                yield return new PlanStep.AwaitReissued($"wait until {scope.Owner.Name} has made a new certificate", scope.Secret.Ref, options.Settle);
            }

            yield return step;
        }
    }
}

namespace KubectlWebhookCert.Core.Planning.Strategies;

/// <summary>
/// Spark Operator from 2.0 on reads its Secret once at start, and its leader writes the CA that it then holds into every bundle, one
/// certificate and no more. So the key of the CA stays: old and new certificate of it verify both leaves.
/// </summary>
/// <remarks>Source: github.com/kubeflow/spark-operator, pkg/certificate and internal/controller/mutatingwebhookconfiguration.</remarks>
internal static class SparkOperator2Secret
{
    public static readonly OwnerStrategy Strategy = new("spark-operator-2", ["spark-operator-2"], (scope, options, goal) => Steps(scope, options, goal!))
    {
        KeepsAuthorityKey = (_, options) => !options.AllowGap,
        Check = Check,
        CheckRequest = CheckRequest,
        Gap = (scope, goal) => HasOtherKey(scope, goal)
            ? $"{scope.Owner.Name} holds one CA at a time: calls fail from the first new pod until its leader has written the new CA and the last old pod is gone, the time of a rolling restart"
            : null,
    };

    // from 2.2 on it makes CA and leaf anew where one ends within that time
    private static readonly TimeSpan LookAhead = TimeSpan.FromDays(180);

    private static void Check(RotationScope scope, RotationOptions options)
    {
        Reloading.MustRestart(scope, options);
        if (options.KeepOldAuthority)
        {
            throw new RotationRefusedException($"cannot rotate {scope.Secret.Ref}: {scope.Owner.Name} holds one CA at a time", "leave out --keep-old-ca");
        }
    }

    private static void CheckRequest(RotationScope scope, X509.Issuing.IssueRequest request)
    {
        var what = $"cannot rotate {scope.Secret.Ref}: ";
        if (request.LeafEncoding != X509.PrivateKeyEncoding.Pkcs1 || request.Authority is { Encoding: not X509.PrivateKeyEncoding.Pkcs1 })
        {
            throw new RotationRefusedException($"{what}{scope.Owner.Name} reads private keys in PKCS#1 (RSA) alone", "leave --key-algorithm out, or give RSA");
        }

        if (request.LeafValidity.NotAfter - request.LeafValidity.NotBefore < LookAhead + TimeSpan.FromDays(1))
        {
            throw new RotationRefusedException(
                $"{what}{scope.Owner.Name} makes CA and certificate anew where one ends within 180 days",
                request.Authority is null ? "add --ca, and give a --duration of a year or more" : "give a --duration and a --ca-duration of a year or more");
        }
    }

    private static bool HasOtherKey(RotationScope scope, RotationGoal? goal) =>
        goal is { Bundles: [{ Bundle.Certificates: [var authority, ..] }, ..] }
        && scope.Bundles.Any(bundle => !bundle.Bundle.Certificates.Any(old => old.PublicKey.Raw.Span.SequenceEqual(authority.PublicKey.Raw.Span)));

    private static IEnumerable<PlanStep> Steps(RotationScope scope, RotationOptions options, RotationGoal goal)
    {
        ValueList<PlacedBundle> injected = goal.Bundles.Equals(scope.Bundles) ? [] : goal.Bundles;
        return
        [
            new PlanStep.WriteSecret($"write the new certificate into {scope.Secret.Ref}", scope.Secret.Ref, goal.Secret, []),
            .. Reloading.Steps(scope, options, goal.Secret.Chain, RestartCondition.UnlessServed, injected),
            .. injected.Count == 0
                ? []
                : new[] { new PlanStep.AwaitBundles($"wait until {scope.Owner.Name} has written the CA bundles and every API server has seen them", injected, options.Settle) },
        ];
    }
}

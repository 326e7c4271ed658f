namespace KubectlWebhookCert.Core.Planning.Strategies;

/// <summary>OpenShift's service-ca makes a Secret anew once it is deleted; its CAs sign each other, so that trust needs no order.</summary>
/// <remarks>Source: OpenShift documentation, "Manually rotate the generated service certificate".</remarks>
internal static class ServiceCaRenewal
{
    public static readonly OwnerStrategy Strategy = new("service-ca", ["service-ca"], (scope, options, _) => Steps(scope, options))
    {
        Issues = false,
        Check = Check,
    };

    private static void Check(RotationScope scope, RotationOptions options)
    {
        if (options.ReplaceAuthority || options.KeyAlgorithm is not null || options.Duration is not null || options.AdditionalNames.Count > 0)
        {
            throw new RotationRefusedException(
                $"cannot rotate {scope.Secret.Ref} that way: {scope.Owner.Name} decides about its certificates",
                options.ReplaceAuthority
                    ? "its CA: oc patch servicecas.operator.openshift.io cluster --type merge -p '{\"spec\":{\"unsupportedConfigOverrides\":{\"forceRotation\":{\"reason\":\"WHY\"}}}}'"
                    : "leave out the flags for what is issued");
        }

        if (!options.Confirmed)
        {
            throw new RotationRefusedException(
                $"cannot rotate {scope.Secret.Ref} unasked: {scope.Owner.Name} makes it anew only once it is deleted, which needs --yes", "the same command with --yes");
        }
    }

    private static IEnumerable<PlanStep> Steps(RotationScope scope, RotationOptions options) =>
    [
        new PlanStep.DeleteSecret($"delete {scope.Secret.Ref}, of which there is a backup", scope.Secret.Ref),
        new PlanStep.AwaitReissued($"wait until {scope.Owner.Name} has made it anew", scope.Secret.Ref, options.Settle),
        .. Reloading.Steps(scope, options, []),
    ];
}

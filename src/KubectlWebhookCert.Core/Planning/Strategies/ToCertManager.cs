namespace KubectlWebhookCert.Core.Planning.Strategies;

/// <summary>
/// From whoever has issued so far to cert-manager. Trust comes first; the Secret stays the same one, into which a Certificate issues; and
/// the injector gets the bundles only once it has nothing to change in them: before 1.19 it replaces what it finds.
/// </summary>
/// <remarks>Source: cert-manager documentation, "Certificate resource", "CA" and "CA Injector".</remarks>
internal static class ToCertManager
{
    public const string Code = "to-cert-manager";

    public static IEnumerable<PlanStep> Steps(RotationScope scope, RotationOptions options, RotationGoal goal)
    {
        var handover = goal.Handover!;
        var certificate = handover.Certificate.Ref;
        var both = Direct.Both(scope, goal);
        return
        [
            .. Trust.Write($"trust the CA of {handover.Issuer} beside the present one", scope, scope.Bundles, both, options.Settle),
            .. handover.Made.Select(made => new PlanStep.Create($"create {made.Ref}", made, [])),
            new PlanStep.Create($"create {certificate}, which takes over {scope.Secret.Ref}", handover.Certificate, goal.Secret.Chain),

            // newer versions leave a leaf alone that fits, until it is due
            new PlanStep.Renew($"ask {Handover.Recipient} to issue it", certificate),
            new PlanStep.AwaitTakenOver($"wait until {Handover.Recipient} has issued it", certificate, options.Settle),
            .. Reloading.Steps(scope, options, []).Select(step => step is PlanStep.AwaitServed wait ? wait with { Settle = options.Settle, Like = goal.Secret.Chain } : step),
            .. Trust.Write($"trust the CA of {handover.Issuer} alone", scope, both, goal.Bundles, options.Settle),
            .. scope.Bundles
                .Select(bundle => (bundle.Place.Type, bundle.Place.Configuration))
                .Distinct()
                .Select(each => new PlanStep.Annotate(
                    $"have the CA injected into {each.Type.Kind} {each.Configuration}",
                    each.Type,
                    each.Configuration,
                    Secrets.SecretLeads.InjectCaFrom,
                    $"{certificate.Namespace}/{certificate.Name}")),
            new PlanStep.AwaitTakenOver("wait until every CA bundle trusts it as the injector writes them", certificate, options.Settle),
        ];
    }
}

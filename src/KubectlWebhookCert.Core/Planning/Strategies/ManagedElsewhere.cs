namespace KubectlWebhookCert.Core.Planning.Strategies;

/// <summary>Products that manage their certificates wholly by themselves: recognised and left to them, unless the user insists.</summary>
internal static class ManagedElsewhere
{
    private static readonly ValueList<Product> Products =
    [
        new("olm", "OLM reissues it a day before its end; sooner: delete its Secret, and OLM rolls out the Deployment with a new one"),
        new("istio", "istiod issues it and patches its bundles: kubectl rollout restart deployment istiod -n istio-system"),
        new("linkerd", "linkerd upgrade issues it anew; with cert-manager: https://linkerd.io/2/tasks/automatically-rotating-webhook-tls-credentials/"),
        new("vault", "the injector issues it and patches its bundle: kubectl rollout restart of the injector's Deployment"),
        new("kyverno", "its certificate manager reissues it: delete the Secrets kyverno-svc.kyverno.svc.kyverno-tls-pair and ...-tls-ca of its namespace"),
        new("rancher", "Rancher reissues it: delete the Secret cattle-webhook-tls in cattle-system and restart rancher-webhook"),
    ];

    public static readonly OwnerStrategy Strategy =
        new("managed-elsewhere", [.. Products.Select(product => product.Owner)], (scope, options, goal) => Direct.Strategy.Steps(scope, options, goal))
        {
            Check = Check,
            Notes = (scope, _) => [$"--force: {scope.Owner.Name} may undo this at any time"],
        };

    private static void Check(RotationScope scope, RotationOptions options)
    {
        if (!options.Force)
        {
            throw new RotationRefusedException(
                $"cannot rotate {scope.Secret.Ref}: {scope.Owner.Name} manages it and would undo what others write",
                $"{Products.First(product => product.Owner == scope.Owner.Code).Way} (or insist with --force)");
        }
    }

    private sealed record Product(string Owner, string Way);
}

using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Planning.Strategies;

/// <summary>cert-manager issues by itself once it is asked, and its injector carries the CA to every bundle.</summary>
/// <remarks>Source: cert-manager documentation, "cmctl renew" and "CA Injector".</remarks>
internal static class CertManagerRenewal
{
    public static readonly OwnerStrategy Strategy = new("cert-manager", ["cert-manager"], (scope, options, _) => Steps(scope, options))
    {
        Issues = false,
        Check = Check,
        Gap = (scope, _) => !scope.InjectorMerges && IsItsOwnAuthority(scope)
            ? $"{scope.Owner.Name}'s injector replaces the CA in every bundle{Version(scope)}, and the certificate is its own CA: calls fail from then until every pod has reloaded"
            : null,
        Notes = Notes,
    };

    private static void Check(RotationScope scope, RotationOptions options)
    {
        if (scope.Owner.Source is not { Kind: "Certificate" })
        {
            throw new RotationRefusedException($"cannot rotate {scope.Secret.Ref}: which Certificate of {scope.Owner.Name} it is made for is not known", "kubectl get certificates -A");
        }

        if (options.ReplaceAuthority || options.KeyAlgorithm is not null || options.Duration is not null || options.AdditionalNames.Count > 0)
        {
            throw new RotationRefusedException(
                $"cannot rotate {scope.Secret.Ref} that way: {scope.Owner.Name} issues it as {scope.Owner.Source} says",
                $"kubectl edit certificate {scope.Owner.Source.Name} -n {scope.Owner.Source.Namespace}, or its issuer");
        }
    }

    private static ValueList<string> Notes(RotationScope scope, RotationOptions options) => scope.InjectorMerges || IsItsOwnAuthority(scope)
        ? []
        : [$"{scope.Owner.Name}'s injector{Version(scope)} replaces the CA in every bundle, and keeps the old one beside it only from 1.19 on: upgrade before its CA is replaced"];

    // a leaf of a SelfSigned issuer
    private static bool IsItsOwnAuthority(RotationScope scope) => scope.Content.Leaf is { Certificate: { IsSelfIssued: true } leaf }
        && (leaf.AuthorityKeyId.IsEmpty || leaf.AuthorityKeyId.Span.SequenceEqual(leaf.SubjectKeyId.Span));

    private static string Version(RotationScope scope) => scope.InjectorVersion is { } version ? $" ({version})" : " (of an unknown version)";

    private static IEnumerable<PlanStep> Steps(RotationScope scope, RotationOptions options)
    {
        ObjectRef certificate = scope.Owner.Source!;
        return
        [
            new PlanStep.Renew($"ask {scope.Owner.Name} to issue {certificate} anew", certificate),
            new PlanStep.AwaitReissued($"wait until {scope.Owner.Name} has issued it and written the CA bundles", scope.Secret.Ref, options.Settle),
            .. Reloading.Steps(scope, options, []),
        ];
    }
}

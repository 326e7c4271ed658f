using KubectlWebhookCert.Core.Keepers;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Secrets;

namespace KubectlWebhookCert.Core.Rules.Secrets;

/// <summary>gitops-overwrites: Argo CD or Flux puts its own value where another writes the certificate or the CA bundle.</summary>
internal static class GitopsOverwrites
{
    public static readonly Rule Rule = new(
        "gitops-overwrites",
        Severity.Warning,
        RuleGroup.Secret,
        "Argo CD or Flux overwrites what the owner writes",
        "What is kept in Git holds a value for a field that somebody else fills at run time: Secret keys with empty values, or a caBundle. Each sync puts it "
        + "back, so the certificate disappears soon after it was made. To ignore the difference is not enough for Argo CD: that hides it in the "
        + "comparison only, and the next sync overwrites it all the same unless RespectIgnoreDifferences=true is set. A field that is absent from Git is left alone.",
        [
            "best: take the field out of what is kept in Git (a chart's value, a patch), so that nobody but the owner writes it",
            "Argo CD: add ignoreDifferences for the field and the sync option RespectIgnoreDifferences=true to the Application",
            "Flux: annotate the object with kustomize.toolkit.fluxcd.io/ssa: IfNotPresent, or ignore the field in the HelmRelease's driftDetection",
            "then let the owner write it again: restart its pods, or kubectl webhook-cert rotate TYPE/NAME",
        ])
    {
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts)
    {
        var secret = facts.Webhook.ServingSecret;
        var keepers = (secret?.Keepers ?? []).Concat(facts.Configuration.Keepers).Where(KeeperRemedy.IsAutomatic);
        return keepers.Any() && facts.Webhook.Owner.Code != "helm-template" // what is rendered is then the certificate itself
            ? Verdict.Of([.. OfSecret(facts, secret), .. OfBundle(facts)])
            : Verdict.DoesNotApply;
    }

    private static IEnumerable<Fault> OfSecret(WebhookFacts facts, ServingSecret? secret)
    {
        if (secret is not { Resource: { } resource, Content: { } content } || secret.Keepers.FirstOrDefault(KeeperRemedy.IsAutomatic) is not { } keeper)
        {
            yield break;
        }

        var proof = Overwriting.OfSecret(resource, content).ToValueList();
        if (proof.Count > 0 && !IsLeftAlone(facts, resource, KeptField.Data, ManagedFields.DataWriters(resource)))
        {
            var isEmptied = ServingSecretFinder.IsEmptied(secret);
            yield return Fault(facts, keeper, resource, KeptField.Data, proof) with
            {
                Severity = isEmptied && resource.IsFromCluster ? Severity.Error : null,
                Field = "data",
            };
        }
    }

    private static IEnumerable<Fault> OfBundle(WebhookFacts facts)
    {
        var resource = facts.Configuration.Resource;
        if (facts.Configuration.Keepers.FirstOrDefault(KeeperRemedy.IsAutomatic) is not { } keeper)
        {
            yield break;
        }

        var field = KeeperRemedy.BundleField(facts.Configuration.Type);
        var writers = ManagedFields.CaBundleWriters(facts.Configuration.Type, resource, facts.Webhook.Name);
        var proof = Overwriting.OfBundle(facts).ToValueList();
        if (proof.Count > 0 && !IsLeftAlone(facts, resource, field, writers))
        {
            yield return Fault(facts, keeper, resource, field, proof) with { Field = facts.BundleField };
        }
    }

    private static Fault Fault(WebhookFacts facts, KeeperMark keeper, KubernetesObject resource, KeptField field, ValueList<string> proof)
    {
        var application = ArgoCdApplication.Of(facts.Snapshot, resource);
        return new Fault($"{keeper.Name} overwrites the {field.Name} of {resource.Ref}")
        {
            Where = resource.Ref,
            Evidence =
            [
                .. proof.Select(phrase => new Evidence("because", phrase)),
                .. application is null ? [] : new Evidence[]
                {
                    new("self-heal", ArgoCdApplication.HealsItself(application) ? "on: overwritten within minutes" : "off: overwritten at the next sync"),
                    new(ResourceTypes.Application.Kind, Told(application, resource, field)),
                },
                new Evidence("to add", KeeperRemedy.IsArgoCd(keeper) ? ArgoCdApplication.Snippet(resource, field) : $"{KeeperRemedy.FluxApply}: IfNotPresent"),
            ],
            Fix = KeeperRemedy.Fix(facts.Snapshot, keeper, resource, field),
        };
    }

    private static string Told(KubernetesObject application, KubernetesObject resource, KeptField field) =>
        ArgoCdApplication.Ignores(application, resource, field, [])
            ? $"{application.Namespace}/{application.Name} ignores the difference, without RespectIgnoreDifferences=true"
            : $"{application.Namespace}/{application.Name} does not ignore the field";

    private static bool IsLeftAlone(WebhookFacts facts, KubernetesObject resource, KeptField field, ValueList<FieldWriter> writers) =>
        KeeperRemedy.IsLeftAlone(facts.Snapshot, resource, field, [.. Overwriting.Others(writers)]);
}

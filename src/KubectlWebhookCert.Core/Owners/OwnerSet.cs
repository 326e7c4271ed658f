using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Owners;

/// <summary>Every owner this program knows.</summary>
internal static class OwnerSet
{
    /// <summary>
    /// In order of certainty: explicit annotations, then a product's own names, then the shape of what was written. The first mark counts.
    /// </summary>
    public static readonly ValueList<Owner> All =
    [
        CertManager.Owner,
        ServiceCa.Owner,
        Olm.Owner,
        ThisPlugin.Owner,
        Istio.Owner,
        Linkerd.Owner,
        Vault.Owner,
        Kyverno.Owner,
        Rancher.Owner,
        SparkOperator2.Owner,
        SparkOperator14.Owner,
        SparkOperator1.Owner,
        CertController.Owner,
        KubeWebhookCertgen.Owner,
        HelmTemplate.Owner,
    ];

    /// <summary>Who writes a webhook's certificate; to the mark is added what <c>managedFields</c> says.</summary>
    public static OwnerMark Recognise(OwnerContext context)
    {
        var mark = All.Select(owner => owner.Recognise(context)).FirstOrDefault(found => found is not null);
        if (mark is null)
        {
            return OwnerMark.Nobody;
        }

        string?[] writers =
        [
            ManagedFields.Phrase("caBundle", ManagedFields.CaBundleWriters(context.Type, context.Configuration, context.Entry.Name)),
            context.SecretResource is { } secret ? ManagedFields.Phrase($"{secret.Ref}", ManagedFields.DataWriters(secret)) : null,
        ];
        return mark with { Evidence = [.. mark.Evidence, .. writers.OfType<string>()] };
    }
}

using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Republishers;

/// <summary>Everything known that copies CAs into objects of the cluster.</summary>
public static class RepublisherSet
{
    private static readonly ValueList<Func<KubernetesObject, RepublisherMark?>> All =
    [
        RootCaPublisher.Recognise, MachineConfigOperator.Recognise, TrustManager.Recognise, ServiceCaInjector.Recognise, CertManagerInjector.Recognise,
    ];

    /// <summary>Whose mark an object bears; null where nobody's.</summary>
    /// <param name="resource">The object that holds CAs.</param>
    public static RepublisherMark? Recognise(KubernetesObject resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return All.Select(recognise => recognise(resource)).FirstOrDefault(mark => mark is not null);
    }
}

using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Keepers;

/// <summary>One system that reverts drift.</summary>
/// <param name="Code">As <see cref="KeeperMark.Code"/>.</param>
/// <param name="Recognise">Its mark on an object, or null; a pure function.</param>
internal sealed record Keeper(string Code, Func<KubernetesObject, KeeperMark?> Recognise)
{
    /// <summary>The annotations of some names that an object has, as evidence: they say what the system does with it.</summary>
    /// <param name="resource">The object.</param>
    /// <param name="annotations">The names.</param>
    public static IEnumerable<string> Notes(KubernetesObject resource, IEnumerable<string> annotations) =>
        from annotation in annotations
        let value = resource.Annotation(annotation)
        where value is not null
        select $"annotation {annotation}: {value}";
}

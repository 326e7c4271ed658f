using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Owners;

/// <summary>What an owner may be recognised by: one webhook and the objects around it.</summary>
/// <param name="Type">The configuration's type.</param>
/// <param name="Configuration">The configuration.</param>
/// <param name="Entry">The webhook.</param>
/// <param name="CaBundle">Its CA bundle, read.</param>
/// <param name="Service">Its Service and what stands behind it, or null for a URL.</param>
/// <param name="Secret">Its serving Secret, or null where there is none or more than one.</param>
internal sealed record OwnerContext(
    ResourceType Type,
    KubernetesObject Configuration,
    WebhookEntry Entry,
    CaBundle CaBundle,
    ServiceView? Service,
    ServingSecret? Secret)
{
    /// <summary>The serving Secret as read, or null.</summary>
    public KubernetesObject? SecretResource => Secret?.Resource;

    /// <summary>Everything that may bear the mark of whoever installed the webhook, the configuration first.</summary>
    public IEnumerable<KubernetesObject> Objects =>
    [
        Configuration,
        .. Service?.Resource is { } service ? [service] : Array.Empty<KubernetesObject>(),
        .. Service?.WorkloadObjects ?? [],
        .. Service?.Pods ?? [],
        .. SecretResource is { } secret ? [secret] : Array.Empty<KubernetesObject>(),
    ];

    /// <summary>A phrase for an annotation of an object, or null where it does not have it.</summary>
    public string? Annotation(KubernetesObject? resource, string name) =>
        resource?.Annotation(name) is { } value ? $"annotation {name}: {value}{Of(resource)}" : null;

    /// <summary>A phrase for a label of an object, or null where it does not have it.</summary>
    public string? Label(KubernetesObject? resource, string name) =>
        resource?.Label(name) is { } value ? $"label {name}: {value}{Of(resource)}" : null;

    /// <summary>The first object with a label, as a phrase, or null.</summary>
    public string? AnyLabel(string name, Func<string, bool> fits) =>
        Label(Objects.FirstOrDefault(resource => resource.Label(name) is { } value && fits(value)), name);

    /// <summary>A phrase for a manager that wrote the CA bundle or the Secret's data, or null.</summary>
    public string? Writer(Func<string, bool> fits)
    {
        var bundle = ManagedFields.CaBundleWriters(Type, Configuration, Entry.Name).FirstOrDefault(writer => fits(writer.Manager));
        var data = SecretResource is { } secret ? ManagedFields.DataWriters(secret).FirstOrDefault(writer => fits(writer.Manager)) : null;
        return bundle is not null ? $"field manager {bundle.Manager} wrote the caBundle"
            : data is not null ? $"field manager {data.Manager} wrote the data{Of(SecretResource!)}"
            : null;
    }

    /// <summary>A mark, or null where there is no evidence.</summary>
    public static OwnerMark? Mark(string code, string name, ObjectRef? source, params ReadOnlySpan<string?> evidence)
    {
        List<string> found = [];
        foreach (var phrase in evidence)
        {
            if (phrase is not null && !found.Contains(phrase))
            {
                found.Add(phrase);
            }
        }

        return found.Count == 0 ? null : new OwnerMark(code, name, source, found.ToValueList());
    }

    private string Of(KubernetesObject resource) => ReferenceEquals(resource, Configuration) ? string.Empty : $" of {resource.Ref}";
}

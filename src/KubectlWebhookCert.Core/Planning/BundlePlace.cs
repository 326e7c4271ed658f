using System.Globalization;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>Where one CA bundle stands.</summary>
/// <param name="Type">Kind of the configuration.</param>
/// <param name="Configuration">Its name.</param>
/// <param name="Entry"><c>webhooks[].name</c>; the configuration's own name for a CRD and an APIService.</param>
/// <param name="Index">Position in <c>webhooks</c>, from 0.</param>
/// <param name="ServerName">What the API server verifies there.</param>
public sealed record BundlePlace(ResourceType Type, string Configuration, string Entry, int Index, string ServerName)
{
    /// <summary>The JSON pointer to it.</summary>
    public string BundlePointer =>
        Type == ResourceTypes.CustomResourceDefinition ? "/spec/conversion/webhook/clientConfig/caBundle"
        : Type == ResourceTypes.ApiService ? "/spec/caBundle"
        : string.Create(CultureInfo.InvariantCulture, $"/webhooks/{Index}/clientConfig/caBundle");

    /// <summary>The JSON pointer to the entry's name, which must not have moved; null where there is one entry only.</summary>
    public string? NamePointer => Type == ResourceTypes.CustomResourceDefinition || Type == ResourceTypes.ApiService
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"/webhooks/{Index}/name");

    /// <summary><c>ValidatingWebhookConfiguration web, webhook v.example.com</c>.</summary>
    public override string ToString() => NamePointer is null ? $"{Type.Kind} {Configuration}" : $"{Type.Kind} {Configuration}, webhook {Entry}";
}

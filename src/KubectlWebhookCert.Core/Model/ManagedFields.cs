using System.Globalization;
using System.Text.Json;

namespace KubectlWebhookCert.Core.Model;

/// <summary>Reads <c>metadata.managedFields</c>: which managers own a CA bundle, a Secret's data or an annotation, and since when.</summary>
/// <remarks>Source: Kubernetes API concepts, "Server-Side Apply", field management.</remarks>
public static class ManagedFields
{
    /// <summary>Who wrote the CA bundle of one entry, the latest first.</summary>
    /// <param name="type">One of <see cref="ResourceTypes.WebhookConfigurations"/>.</param>
    /// <param name="configuration">The object.</param>
    /// <param name="webhookName">Name of the entry; not used for a CRD and an APIService.</param>
    public static ValueList<FieldWriter> CaBundleWriters(ResourceType type, KubernetesObject configuration, string webhookName)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (type == ResourceTypes.CustomResourceDefinition)
        {
            return Writers(configuration, "f:spec", "f:conversion", "f:webhook", "f:clientConfig", "f:caBundle");
        }

        return type == ResourceTypes.ApiService
            ? Writers(configuration, "f:spec", "f:caBundle")
            : Writers(configuration, "f:webhooks", $"k:{{\"name\":\"{webhookName}\"}}", "f:clientConfig", "f:caBundle");
    }

    /// <summary>Who wrote a Secret's data, the latest first. More than one is a fight, or one who filled what another made.</summary>
    /// <param name="secret">The Secret.</param>
    public static ValueList<FieldWriter> DataWriters(KubernetesObject secret) => Writers(secret, "f:data");

    /// <summary>Who owns one key of a Secret, the latest first.</summary>
    /// <param name="secret">The Secret.</param>
    /// <param name="key">The key of <c>data</c>.</param>
    public static ValueList<FieldWriter> KeyWriters(KubernetesObject secret, string key)
    {
        ArgumentNullException.ThrowIfNull(secret);

        // data is merged key by key: who owns it and no key of it has lost them all to others
        return NamedBy(secret, "f:data", $"f:{key}");
    }

    /// <summary>Who owns one annotation, the latest first.</summary>
    /// <param name="resource">The object.</param>
    /// <param name="name">The annotation's whole key.</param>
    public static ValueList<FieldWriter> AnnotationWriters(KubernetesObject resource, string name)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return NamedBy(resource, "f:metadata", "f:annotations", $"f:{name}");
    }

    /// <summary>
    /// What the writers prove, as a phrase: <c>caBundle last written by manager at 2026-01-31T10:00:00Z</c>, and who else writes it;
    /// null without writers.
    /// </summary>
    /// <param name="what">The field, for people.</param>
    /// <param name="writers">The latest first.</param>
    public static string? Phrase(string what, ValueList<FieldWriter> writers)
    {
        ArgumentNullException.ThrowIfNull(writers);
        if (writers.Count == 0)
        {
            return null;
        }

        var time = writers[0].Time is { } instant
            ? string.Create(CultureInfo.InvariantCulture, $" at {instant:yyyy-MM-dd'T'HH:mm:ss'Z'}")
            : string.Empty;
        string[] others =
        [
            .. writers.Select(writer => writer.Manager).Distinct(StringComparer.Ordinal).Where(name => name != writers[0].Manager),
        ];
        return $"{what} last written by {writers[0].Manager}{time}"
            + (others.Length > 0 ? $", also written by {string.Join(", ", others)}" : string.Empty);
    }

    private static ValueList<FieldWriter> NamedBy(KubernetesObject resource, params string[] path) =>
    [
        .. resource.Json.Items("metadata", "managedFields")
            .Where(entry => entry.At(["fieldsV1", .. path]) is not null)
            .Select(Writer)
            .OrderByDescending(writer => writer.Time ?? DateTimeOffset.MinValue),
    ];

    private static ValueList<FieldWriter> Writers(KubernetesObject resource, params ReadOnlySpan<string> path)
    {
        ArgumentNullException.ThrowIfNull(resource);
        List<FieldWriter> writers = [];
        foreach (var entry in resource.Json.Items("metadata", "managedFields"))
        {
            if (entry.At("fieldsV1") is { } fields && Owns(fields, path))
            {
                writers.Add(Writer(entry));
            }
        }

        return writers.OrderByDescending(writer => writer.Time ?? DateTimeOffset.MinValue).ToValueList();
    }

    private static FieldWriter Writer(JsonElement entry) => new(
        entry.Text("manager") ?? string.Empty, entry.Text("operation") ?? string.Empty, KubernetesObject.ParseTime(entry.Text("time")));

    // an empty set on the way means the whole below it: that is how lists and maps that are replaced as one are recorded
    private static bool Owns(JsonElement fields, ReadOnlySpan<string> path)
    {
        foreach (var step in path)
        {
            if (fields.At(step) is not { } next)
            {
                return false;
            }

            fields = next;
            if (!fields.Properties().Any())
            {
                return true;
            }
        }

        return true;
    }
}

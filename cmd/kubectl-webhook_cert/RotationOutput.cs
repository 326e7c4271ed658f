using System.Text.Json;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Cluster.Snapshots;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Patching;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Secrets;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Commands;

/// <summary>Plans, reports and changed objects in the format that was asked for.</summary>
internal static class RotationOutput
{
    /// <summary>A plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="format">How.</param>
    /// <param name="now">UTC.</param>
    /// <param name="noHeaders"><c>--no-headers</c>.</param>
    public static string Render(RotationPlan plan, OutputFormat format, DateTimeOffset now, bool noHeaders) => format switch
    {
        OutputFormat.Human => PlanText.Format(plan, now, noHeaders),
        OutputFormat.Name => $"secret/{plan.Scope.Secret.Name}\n",
        _ => Render(JsonSerializer.SerializeToElement(PlanDocumentBuilder.Build(plan), ReportJson.Default.PlanDocument), format),
    };

    /// <summary>A report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="format">How.</param>
    /// <param name="now">UTC.</param>
    public static string Render(RotationReport report, OutputFormat format, DateTimeOffset now) => format switch
    {
        OutputFormat.Human => report.ToText(now),
        OutputFormat.Name => $"secret/{report.Plan.Scope.Secret.Name}\n",
        _ => Render(JsonSerializer.SerializeToElement(report.ToDocument(), ReportJson.Default.RotationDocument), format),
    };

    /// <summary>The objects that files would hold in the end: a document each, or a List. Private keys are left out, as <c>oc adm inspect</c> does.</summary>
    /// <param name="changes">What was changed.</param>
    /// <param name="format">How.</param>
    public static string Render(IEnumerable<SnapshotChange> changes, OutputFormat format)
    {
        var objects = changes.Where(change => change.Kind != SnapshotChangeKind.Deleted).Select(change => WithoutKeys(change.Resource)).ToList();
        return format is OutputFormat.Yaml
            ? string.Join("---\n", objects.Select(resource => YamlWriter.Write(resource, YamlKeyOrder.AsGiven)))
            : RenderList(objects, format);
    }

    /// <summary>Objects as a List.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="format">How.</param>
    public static string RenderList(IReadOnlyList<JsonElement> objects, OutputFormat format) => Render(List(objects), format);

    private static string Render(JsonElement document, OutputFormat format) => format switch
    {
        OutputFormat.Json => JsonText.Indented(document),
        OutputFormat.Yaml => YamlWriter.Write(document, YamlKeyOrder.AsGiven),
        OutputFormat.Path path => path.Template.Render(document, allowMissingKeys: true),
        _ => throw new InvalidOperationException("an output format without a renderer"),
    };

    private static JsonElement List(IReadOnlyList<JsonElement> objects) => JsonTree.ToElement(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "List",
        ["items"] = new JsonArray([.. objects.Select(JsonTree.Of)]),
    });

    private static JsonElement WithoutKeys(KubernetesObject resource)
    {
        if (!resource.Is(ResourceTypes.Secret) || JsonTree.Of(resource.Json) is not JsonObject secret || secret["data"] is not JsonObject data)
        {
            return resource.Json;
        }

        foreach (var (key, value) in data.ToList())
        {
            if (value is not null && Convert.FromBase64String(value.GetValue<string>()) is var bytes && bytes.AsSpan().IndexOf("PRIVATE KEY"u8) >= 0)
            {
                data[key] = Convert.ToBase64String(ElidedValue.Of(bytes.Length));
            }
        }

        return JsonTree.ToElement(secret);
    }
}

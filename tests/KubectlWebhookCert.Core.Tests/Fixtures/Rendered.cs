using System.Text;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Tests.Fixtures;

/// <summary>What Helm keeps of a revision, with whole objects in it.</summary>
internal static class Rendered
{
    /// <summary>One revision of a release; not packed, which Helm reads, too.</summary>
    public static Manifest Revision(string namespaceName, string release, int number, string chart, params Manifest[] objects)
    {
        var json = new JsonObject
        {
            ["name"] = release,
            ["version"] = number,
            ["chart"] = new JsonObject { ["metadata"] = new JsonObject { ["name"] = chart.Split('/')[0], ["version"] = chart.Split('/')[1] } },
            ["manifest"] = string.Concat(objects.Select(item => $"---\n{item.Json.ToJsonString()}\n")),
        };
        return Make.Object(
            ResourceTypes.Secret,
            namespaceName,
            $"sh.helm.release.v1.{release}.v{number}",
            new JsonObject { ["type"] = "helm.sh/release.v1", ["data"] = new JsonObject { ["release"] = Base64(Base64(json.ToJsonString())) } })
            .Label("owner", "helm")
            .Label("name", release);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

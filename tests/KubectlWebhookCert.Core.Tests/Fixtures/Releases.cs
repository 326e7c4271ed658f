using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Tests.Fixtures;

/// <summary>The Secrets in which Helm keeps what it has rendered.</summary>
internal static class Releases
{
    /// <summary>One revision of a release; <paramref name="services"/> are what it rendered.</summary>
    public static Manifest Revision(string namespaceName, string release, int number, string chart, string version, params string[] services)
    {
        var manifest = string.Concat(services.Select(service => $"---\napiVersion: v1\nkind: Service\nmetadata:\n  name: {service}\n"));
        var json = new JsonObject
        {
            ["name"] = release,
            ["version"] = number,
            ["chart"] = new JsonObject { ["metadata"] = new JsonObject { ["name"] = chart, ["version"] = version } },
            ["manifest"] = manifest,
        };
        return Make.Object(
            ResourceTypes.Secret,
            namespaceName,
            $"sh.helm.release.v1.{release}.v{number}",
            new JsonObject
            {
                ["type"] = "helm.sh/release.v1",
                ["data"] = new JsonObject { ["release"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(Pack(json))) },
            }).Label("owner", "helm").Label("name", release);
    }

    private static string Pack(JsonObject json)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(json.ToJsonString()));
        }

        return Convert.ToBase64String(packed.ToArray());
    }
}

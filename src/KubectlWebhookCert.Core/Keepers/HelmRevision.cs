using System.IO.Compression;
using System.Text;
using System.Text.Json;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Core.Keepers;

/// <summary>One revision of a Helm release: what it rendered, as Helm keeps it in a Secret.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Chart">Name and version of its chart, for example <c>spark-operator-2.1.0</c>, or empty.</param>
/// <param name="Objects">What it rendered, hooks left out.</param>
/// <remarks>Source: Helm, <c>pkg/storage/driver</c>: gzipped JSON, in base64, in the key <c>release</c>.</remarks>
internal sealed record HelmRevision(int Number, string Chart, ValueList<KubernetesObject> Objects)
{
    private const string ReleaseType = "helm.sh/release.v1";
    private const int MostBytes = 16 << 20; // of an unpacked release; the packed one is below a mebibyte

    /// <summary>The revisions of a release that were read, the oldest first. What cannot be read is left out.</summary>
    /// <param name="snapshot">What was read.</param>
    /// <param name="release">The release.</param>
    public static ValueList<HelmRevision> AllOf(ClusterSnapshot snapshot, HelmRelease release) => snapshot.All(ResourceTypes.Secret)
        .Where(secret => secret.Namespace == release.Namespace
            && secret.Json.Text("type") == ReleaseType
            && secret.Label("name") == release.Name)
        .Select(Read)
        .OfType<HelmRevision>()
        .OrderBy(revision => revision.Number)
        .ToValueList();

    /// <summary>Whether it rendered an object.</summary>
    /// <param name="named">The object; one without a namespace was rendered into that of the release.</param>
    public bool Renders(ObjectRef named) =>
        Objects.Any(found => found.Kind == named.Kind && found.Name == named.Name && (found.Namespace ?? named.Namespace) == named.Namespace);

    private static HelmRevision? Read(KubernetesObject secret)
    {
        try
        {
            if (secret.Json.Text("data", "release") is not { } text)
            {
                return null;
            }

            using var release = JsonDocument.Parse(Unpack(Convert.FromBase64String(Encoding.ASCII.GetString(Convert.FromBase64String(text)))));
            var json = release.RootElement;
            var chart = json.At("chart", "metadata");
            return new HelmRevision(
                json.Number("version") ?? 0,
                chart?.Text("name") is { } name ? $"{name}-{chart.Value.Text("version")}" : string.Empty,
                Manifests(json.Text("manifest") ?? string.Empty));
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException or JsonException or UnreadableDocumentException)
        {
            return null; // of another version of Helm, or damaged: then the history says nothing
        }
    }

    private static ValueList<KubernetesObject> Manifests(string manifest) =>
        YamlReader.Read(manifest, "release").Select(document => new KubernetesObject(document.Json)).ToValueList();

    private static byte[] Unpack(byte[] packed)
    {
        if (packed is not [0x1f, 0x8b, ..])
        {
            return packed; // Helm reads releases that nobody packed, too
        }

        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (gzip.Read(buffer) is var read and > 0)
        {
            unpacked.Write(buffer, 0, read);
            if (unpacked.Length > MostBytes)
            {
                throw new InvalidDataException("too large a release");
            }
        }

        return unpacked.ToArray();
    }
}

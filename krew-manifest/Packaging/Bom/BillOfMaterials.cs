using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Packaging.Bom;

/// <summary>
/// The bill of materials of one plugin binary, in CycloneDX 1.6. Without the time and the serial number that a bill may have, so that
/// the same plugin has the same bill.
/// </summary>
/// <param name="Project">Version and address.</param>
/// <param name="Platform">What the plugin was built for.</param>
/// <param name="Sha256">The plugin's SHA-256, hex.</param>
/// <remarks>Source: CycloneDX 1.6 JSON schema.</remarks>
internal sealed record BillOfMaterials(ProjectFacts Project, Platform Platform, string Sha256)
{
    private const string Plugin = "kubectl-webhook_cert";

    private string Reference => $"{Plugin}@{Project.Version}?os={Platform.Os}&arch={Platform.Architecture}";

    /// <summary>The bill as JSON text.</summary>
    /// <param name="locked">What the plugin is made of, by NuGet.</param>
    /// <param name="assets">What it was published from.</param>
    public string ToJson(LockFile locked, RestoredAssets assets)
    {
        var runtime = assets.LinkedRuntime();
        var packages = locked.AllBehind(Plugin);
        var bill = new JsonObject
        {
            ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject
            {
                ["lifecycles"] = Array(new JsonObject { ["phase"] = "build" }),
                ["component"] = Subject(),
            },
            ["components"] = Array([.. packages.Append(runtime).Select(package => Component(package, package == runtime ? "framework" : "library", assets.LicenceOf(package)))]),
            ["dependencies"] = Array(
            [
                Dependency(Reference, [.. locked.NeededBy(Plugin), runtime]),
                .. packages.Select(package => Dependency(Purl(package), locked.NeededBy(package.Name))),
                Dependency(Purl(runtime), []),
            ]),
        };
        return Text(bill) + "\n";
    }

    private static JsonObject Component(LockedPackage package, string type, string? licence)
    {
        var component = new JsonObject
        {
            ["type"] = type,
            ["bom-ref"] = Purl(package),
            ["name"] = package.Name,
            ["version"] = package.Version,
            ["purl"] = Purl(package),
        };
        if (licence is not null)
        {
            component["licenses"] = Array(new JsonObject { ["expression"] = licence });
        }

        if (package.ContentHash is not null)
        {
            // not among "hashes": those are of a whole file, and this leaves a package's signature out
            component["properties"] = Array(new JsonObject { ["name"] = "nuget:contentHash", ["value"] = package.ContentHash });
        }

        return component;
    }

    private static JsonObject Dependency(string reference, IEnumerable<LockedPackage> needed) => new()
    {
        ["ref"] = reference,
        ["dependsOn"] = new JsonArray([.. needed.Select(package => (JsonNode)Purl(package))]),
    };

    private static string Purl(LockedPackage package) => $"pkg:nuget/{package.Name}@{package.Version}";

    private static string Text(JsonObject json)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static JsonArray Array(params JsonNode[] items) => new(items);

    private JsonObject Subject() => new()
    {
        ["type"] = "application",
        ["bom-ref"] = Reference,
        ["name"] = Plugin,
        ["version"] = Project.Version,
        ["hashes"] = Array(new JsonObject { ["alg"] = "SHA-256", ["content"] = Sha256 }),
        ["licenses"] = Array(new JsonObject { ["license"] = new JsonObject { ["id"] = "Apache-2.0" } }),
        ["externalReferences"] = Array(new JsonObject { ["type"] = "vcs", ["url"] = Project.RepositoryUrl }),
    };
}

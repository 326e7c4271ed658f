using System.Text.Json;
using System.Xml.Linq;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Packaging.Bom;

/// <summary>
/// What <c>obj/project.assets.json</c> adds to the lock file: the runtime that the compiler links into the plugin, which comes with the SDK
/// and is in no lock file, and the folder of the packages, for their licences.
/// </summary>
/// <param name="json">The file's text.</param>
internal sealed class RestoredAssets(string json)
{
    private const string Runtime = "Microsoft.NETCore.App.Runtime.NativeAOT."; // of its own from .NET 10 on
    private const string Compiler = ".Microsoft.DotNet.ILCompiler"; // has the runtime in it before

    private readonly JsonElement assets = JsonElement.Parse(json);

    /// <summary>The package whose libraries are linked into the plugin.</summary>
    /// <exception cref="PackagingException">The plugin was not published natively.</exception>
    public LockedPackage LinkedRuntime()
    {
        var downloads = assets.Properties("project", "frameworks").SelectMany(framework => framework.Value.Items("downloadDependencies")).ToArray();
        var found = Named(downloads, name => name.StartsWith(Runtime, StringComparison.Ordinal))
            ?? Named(downloads, name => name.EndsWith(Compiler, StringComparison.Ordinal))
            ?? throw new PackagingException("obj/project.assets.json names no native runtime", "make build");

        // "[9.0.20, 9.0.20]": exactly this
        return new LockedPackage(found.Text("name") ?? "", found.Text("version")?.Trim('[', ']').Split(',')[0], null, []);
    }

    /// <summary>The licence that a package declares, as an SPDX expression; null where it declares none.</summary>
    public string? LicenceOf(LockedPackage package)
    {
        var name = package.Name.ToLowerInvariant();
        var specification = assets.Properties("packageFolders")
            .Select(folder => Path.Combine(folder.Name, name, package.Version ?? "", $"{name}.nuspec"))
            .FirstOrDefault(File.Exists);
        return specification is null
            ? null
            : XDocument.Load(specification).Descendants().FirstOrDefault(element => element.Name.LocalName == "license" && (string?)element.Attribute("type") == "expression")?.Value;
    }

    private static JsonElement? Named(JsonElement[] downloads, Predicate<string> isMeant) =>
        downloads.Where(download => isMeant(download.Text("name") ?? "")).Select(download => (JsonElement?)download).FirstOrDefault();
}

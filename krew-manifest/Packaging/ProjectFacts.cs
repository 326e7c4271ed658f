using System.Xml.Linq;

namespace KubectlWebhookCert.Packaging;

/// <summary>This project's version and address, of which <c>Directory.Build.props</c> is the only source.</summary>
/// <param name="Version">A semantic version without <c>v</c>, for example <c>0.1.0</c>.</param>
/// <param name="RepositoryUrl">Where its sources and releases are, without a slash at the end.</param>
internal sealed record ProjectFacts(string Version, string RepositoryUrl)
{
    private const string FileName = "Directory.Build.props";

    /// <summary>The version as Git, Krew and <c>kubectl webhook-cert version</c> write it: <c>v0.1.0</c>.</summary>
    public string Tag => $"v{Version}";

    /// <summary>False while the address is a placeholder: RFC 2606 keeps <c>.invalid</c> for names that must not resolve.</summary>
    public bool HasAddress => !new Uri(RepositoryUrl).Host.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the file.</summary>
    /// <param name="root">The checkout.</param>
    /// <exception cref="PackagingException">It does not say a version and an https address.</exception>
    public static ProjectFacts Read(string root)
    {
        var properties = XDocument.Load(Path.Combine(root, FileName)).Root?.Elements("PropertyGroup").Elements().ToArray() ?? [];
        var address = Value(properties, "RepositoryUrl");
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && !address.EndsWith('/')
            ? new ProjectFacts(Value(properties, "Version"), address)
            : throw new PackagingException($"RepositoryUrl in {FileName} is \"{address}\"", "write https://HOST/OWNER/NAME, without a slash at the end");
    }

    private static string Value(XElement[] properties, string name) =>
        properties.FirstOrDefault(property => property.Name.LocalName == name)?.Value
        ?? throw new PackagingException($"{FileName} has no {name}", $"add <{name}> to its first PropertyGroup");
}

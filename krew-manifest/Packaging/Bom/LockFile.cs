using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Packaging.Bom;

/// <summary>What <c>packages.lock.json</c> says.</summary>
internal sealed class LockFile
{
    private readonly Dictionary<string, LockedPackage> packages;

    /// <param name="json">The file's text.</param>
    /// <remarks>Source: NuGet documentation, "Locking dependencies".</remarks>
    public LockFile(string json) => packages = JsonElement.Parse(json).Properties("dependencies").SelectMany(framework => framework.Value.Properties())
        .Select(package => new LockedPackage(
            package.Name,
            package.Value.Text("resolved"),
            package.Value.Text("contentHash"),
            [.. package.Value.Properties("dependencies").Select(dependency => dependency.Name)]))
        .ToDictionary(package => package.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>A package or project.</summary>
    /// <exception cref="PackagingException">The file does not have it.</exception>
    public LockedPackage this[string name] => packages.TryGetValue(name, out var found)
        ? found
        : throw new PackagingException($"packages.lock.json has no {name}", "make lock");

    /// <summary>The packages that a project or package needs itself, those behind projects of ours included, by name.</summary>
    public IReadOnlyList<LockedPackage> NeededBy(string name) =>
        [.. Needed(name).DistinctBy(package => package.Name).OrderBy(package => package.Name, StringComparer.Ordinal)];

    /// <summary>The packages that a project or package needs, and all that these need, by name.</summary>
    public IReadOnlyList<LockedPackage> AllBehind(string name)
    {
        var found = new SortedDictionary<string, LockedPackage>(StringComparer.Ordinal);
        var open = new Queue<string>([name]);
        while (open.TryDequeue(out var next))
        {
            foreach (var package in NeededBy(next).Where(package => found.TryAdd(package.Name, package)))
            {
                open.Enqueue(package.Name);
            }
        }

        return [.. found.Values];
    }

    private IEnumerable<LockedPackage> Needed(string name) =>
        this[name].Dependencies.Select(dependency => this[dependency]).SelectMany(found => found.Version is null ? Needed(found.Name) : [found]);
}

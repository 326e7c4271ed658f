using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Targets;

/// <summary>The words a user may type for a resource type, as kubectl takes them.</summary>
public static class ResourceTypeWords
{
    /// <summary>
    /// Finds a type by its singular, plural or short name, or by <c>NAME.GROUP</c> or <c>NAME.VERSION.GROUP</c>; any letter case.
    /// </summary>
    /// <param name="word">What the user typed.</param>
    /// <returns>The type, or null.</returns>
    public static ResourceType? Find(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var dot = word.IndexOf('.', StringComparison.Ordinal);
        var name = dot < 0 ? word : word[..dot];
        var group = dot < 0 ? null : word[(dot + 1)..];
        return ResourceTypes.All.FirstOrDefault(type => IsName(type, name) && (group is null || IsGroup(type, group)));
    }

    private static bool IsName(ResourceType type, string name) =>
        Same(type.Plural, name) || Same(type.Kind, name) || type.ShortNames.Any(shortName => Same(shortName, name));

    private static bool IsGroup(ResourceType type, string group) =>
        Same(type.Group, group)
        || (group.IndexOf('.', StringComparison.Ordinal) is var dot && dot < 0
            ? type.Group.Length == 0 && Same(type.Version, group)
            : Same(type.Version, group[..dot]) && Same(type.Group, group[(dot + 1)..]));

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}

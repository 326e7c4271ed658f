using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Targets;

/// <summary>The words for holders of trust: <c>configmap/NAME[:KEY]</c>, <c>kubeconfig[/PATH]</c>, each as two words, too; <c>trust</c> is all of them.</summary>
internal static class TrustTargetWords
{
    private const string KubeconfigWord = "kubeconfig";
    private const string TrustWord = "trust";

    /// <summary>The target, or null where the words name something else.</summary>
    /// <exception cref="UsageException">The words begin so and end wrongly.</exception>
    public static Target? Parse(IReadOnlyList<string> words, string? namespaceName) => words switch
    {
        [var word] when Same(word, KubeconfigWord) => new Target.Kubeconfig(null),
        [var word] when Same(word, TrustWord) => new Target.TrustStores(),
        [var word] when word.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 => Parse(word[..slash], word[(slash + 1)..], namespaceName),
        [var word] when IsConfigMap(word) => throw new UsageException(
            "resource(s) were provided, but no name was specified", $"write {ResourceTypes.ConfigMap.Singular}/NAME or {ResourceTypes.ConfigMap.Singular}/NAME:KEY"),
        [var type, var name] => Parse(type, name, namespaceName),
        _ => null,
    };

    private static Target? Parse(string type, string name, string? namespaceName)
    {
        if (Same(type, KubeconfigWord))
        {
            return name.Length > 0
                ? new Target.Kubeconfig(name)
                : throw new UsageException("kubeconfig/ names no file", "write kubeconfig/PATH, or kubeconfig for the one that kubectl uses");
        }

        if (!IsConfigMap(type))
        {
            return null;
        }

        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var (named, key) = colon < 0 ? (name, null) : (name[..colon], name[(colon + 1)..]);
        if (named.Length == 0 || named.Contains('/', StringComparison.Ordinal) || key is { Length: 0 })
        {
            throw new UsageException(
                $"a ConfigMap is named NAME or NAME:KEY, but \"{name}\" is given",
                $"write {ResourceTypes.ConfigMap.Singular}/NAME or {ResourceTypes.ConfigMap.Singular}/NAME:KEY, and the namespace with -n");
        }

        return new Target.ConfigMap(
            namespaceName ?? throw TargetParser.WithoutNamespace(ResourceTypes.ConfigMap, named), named, key);
    }

    private static bool IsConfigMap(string word) => ResourceTypeWords.Find(word) == ResourceTypes.ConfigMap;

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}

using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Targets;

/// <summary>The words after the command, as a <see cref="Target"/>. The texts of refusals are kubectl's where it has one.</summary>
public static class TargetParser
{
    private const string Types =
        "types are validatingwebhookconfiguration (vwc), mutatingwebhookconfiguration (mwc), customresourcedefinition (crd), "
        + "apiservice, service (svc), secret";

    /// <summary>Reads the target of a command that takes webhooks only: <c>NAME</c>, <c>TYPE/NAME</c>, <c>TYPE NAME</c> or nothing.</summary>
    /// <param name="words">The words, in order.</param>
    /// <param name="namespaceName">Where a Service or Secret is; null where no namespace is given.</param>
    /// <exception cref="UsageException">The words name nothing that can be looked at.</exception>
    public static Target Parse(IReadOnlyList<string> words, string? namespaceName) => Parse(words, namespaceName, TargetScope.Webhooks);

    /// <summary>Reads <c>NAME</c>, <c>TYPE/NAME</c>, <c>TYPE NAME</c> or nothing; maybe <c>configmap/NAME[:KEY]</c> and <c>kubeconfig[/PATH]</c>, too.</summary>
    /// <param name="words">The words, in order.</param>
    /// <param name="namespaceName">Where a Service, Secret or ConfigMap is; null where no namespace is given.</param>
    /// <param name="scope">What the command takes.</param>
    /// <exception cref="UsageException">The words name nothing that the command takes.</exception>
    public static Target Parse(IReadOnlyList<string> words, string? namespaceName, TargetScope scope)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (words.Any(string.IsNullOrWhiteSpace))
        {
            throw new UsageException("the target is empty", "write NAME or TYPE/NAME, or no target for the whole cluster");
        }

        if (scope == TargetScope.WebhooksAndTrust && TrustTargetWords.Parse(words, namespaceName) is { } trust)
        {
            return trust;
        }

        return words switch
        {
            [] => new Target.Everything(),
            [var word] => word.Contains('/', StringComparison.Ordinal) ? Slashed(word, namespaceName) : Bare(word),
            [var type, var name] when !type.Contains('/', StringComparison.Ordinal) && !name.Contains('/', StringComparison.Ordinal) =>
                Typed(type, name, namespaceName),
            [var type, _] when !type.Contains('/', StringComparison.Ordinal) => throw new UsageException(
                "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form",
                "write TYPE NAME or TYPE/NAME"),
            _ => throw new UsageException(
                $"one target at most, but {words.Count} words are given: {string.Join(' ', words)}",
                "write NAME, TYPE/NAME or TYPE NAME"),
        };
    }

    private static Target.Named Bare(string word)
    {
        if (word.Equals("kubeconfig", StringComparison.OrdinalIgnoreCase))
        {
            throw NoTarget("kubeconfig");
        }

        return ResourceTypeWords.Find(word) is { } type && IsTarget(type)
            ? throw new UsageException("resource(s) were provided, but no name was specified", $"write {type.Singular}/NAME")
            : new Target.Named(word);
    }

    private static Target Slashed(string word, string? namespaceName)
    {
        var parts = word.Split('/');
        if (parts[0].Equals("kubeconfig", StringComparison.OrdinalIgnoreCase))
        {
            throw NoTarget("kubeconfig");
        }

        return parts switch
        {
            [{ Length: > 0 } type, { Length: > 0 } name] => Typed(type, name, namespaceName),
            [_, _] => throw new UsageException(
                $"arguments in resource/name form must have a single resource and name, but \"{word}\" is given", "write TYPE/NAME"),
            _ => throw new UsageException(
                $"arguments in resource/name form may not have more than one slash, but \"{word}\" is given",
                "write TYPE/NAME, and the namespace with -n"),
        };
    }

    private static Target Typed(string word, string name, string? namespaceName)
    {
        var type = ResourceTypeWords.Find(word)
            ?? throw new UsageException($"the server doesn't have a resource type \"{word}\"", Types);
        if (ResourceTypes.WebhookConfigurations.Contains(type))
        {
            return new Target.OfType(type, name);
        }

        if (!IsTarget(type))
        {
            throw NoTarget(type.Singular);
        }

        var found = namespaceName ?? throw WithoutNamespace(type, name);
        return type == ResourceTypes.Service ? new Target.ThroughService(found, name) : new Target.ThroughSecret(found, name);
    }

    internal static UsageException WithoutNamespace(ResourceType type, string name) => new(
        $"{type.Singular}/{name} needs a namespace: a resource cannot be retrieved by name across all namespaces",
        "name its namespace with -n");

    private static bool IsTarget(ResourceType type) =>
        ResourceTypes.WebhookConfigurations.Contains(type) || type == ResourceTypes.Service || type == ResourceTypes.Secret;

    private static UsageException NoTarget(string what) =>
        new($"a {what} holds no webhook: this command does not take it as a target", Types);
}

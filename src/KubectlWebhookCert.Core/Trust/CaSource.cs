using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Core.Trust;

/// <summary>Where the user says that CAs should come from: <c>--ca-from TYPE/NAMESPACE/NAME[:KEY]</c>.</summary>
/// <param name="Type"><see cref="ResourceTypes.ConfigMap"/> or <see cref="ResourceTypes.Secret"/>.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Key">The key they lie under; null: the one that holds certificates.</param>
public sealed record CaSource(ResourceType Type, string Namespace, string Name, string? Key)
{
    /// <summary>Reads the value of <c>--ca-from</c>.</summary>
    /// <param name="text">What the user typed.</param>
    /// <exception cref="UsageException">It is not <c>configmap/NAMESPACE/NAME[:KEY]</c> or the same with <c>secret</c>.</exception>
    public static CaSource Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (named, key) = colon < 0 ? (text, null) : (text[..colon], text[(colon + 1)..]);
        return named.Split('/') is [var word, { Length: > 0 } namespaceName, { Length: > 0 } name]
            && key is not { Length: 0 }
            && ResourceTypeWords.Find(word) is { } type
            && (type == ResourceTypes.ConfigMap || type == ResourceTypes.Secret)
                ? new CaSource(type, namespaceName, name, key)
                : throw new UsageException(
                    $"invalid value \"{text}\" for --ca-from",
                    "write --ca-from configmap/NAMESPACE/NAME[:KEY] or --ca-from secret/NAMESPACE/NAME[:KEY]");
    }

    /// <summary>As it is typed.</summary>
    public override string ToString() => $"{Type.Singular}/{Namespace}/{Name}{(Key is null ? string.Empty : $":{Key}")}";
}

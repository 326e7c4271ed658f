using KubectlWebhookCert.Cluster.Gathering;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Commands.Completing;

/// <summary><c>NAME[:KEY]</c> of a ConfigMap.</summary>
internal static class ConfigMaps
{
    /// <summary>The names of a namespace, or the keys behind a name.</summary>
    /// <param name="names">Reads names.</param>
    /// <param name="namespaceName">The namespace.</param>
    /// <param name="word">What is typed.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<ValueList<string>> NamesAsync(KnownNames names, string namespaceName, string word, CancellationToken cancellationToken)
    {
        if (word.Split(':', 2) is not [var name, _])
        {
            return await names.ObjectsAsync(ResourceTypes.ConfigMap, namespaceName, cancellationToken);
        }

        var keys = await names.KeysAsync(namespaceName, name, cancellationToken);
        return [.. keys.Select(key => $"{name}:{key}")];
    }
}

using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Secrets;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>Reads what a Secret holds now.</summary>
public static class SecretVersionReader
{
    /// <summary>Every value in the order of the keys, and the chain that a server presents; that is empty where no leaf is recognised.</summary>
    /// <param name="secret">The Secret as the API server gives it.</param>
    public static SecretVersion Read(KubernetesObject secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return new SecretVersion(
            [.. secret.Json.Properties("data")
                .Select(entry => new SecretEntry(entry.Name, entry.Value.GetBytesFromBase64()))
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)],
            SecretContentReader.Read(secret).Leaf is { } leaf ? [leaf.Certificate, .. leaf.Chain] : []);
    }
}

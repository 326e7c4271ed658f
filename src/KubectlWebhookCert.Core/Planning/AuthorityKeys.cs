using KubectlWebhookCert.Core.Secrets;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>The private key of the CA, where the Secret holds it.</summary>
public static class AuthorityKeys
{
    /// <summary>Reads it; null where there is none.</summary>
    /// <param name="scope">What moves together.</param>
    public static PrivateKey? Read(RotationScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return scope.Content.AuthorityKey is { } key ? SecretValue.ReadAll(scope.Secret).First(value => value.DataKey == key).PrivateKeys[0] : null;
    }
}

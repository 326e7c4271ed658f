using System.Buffers.Text;
using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>
/// kubectl's built-in OpenID Connect: the <c>id-token</c> in the kubeconfig while it lasts. kubectl renews it there with any command, so
/// talking to the issuer is left to kubectl.
/// </summary>
/// <param name="idToken">A JSON Web Token, or null.</param>
/// <param name="user">The user, for messages.</param>
/// <param name="clock">The current time.</param>
/// <remarks>Source: client-go plugin/pkg/client/auth/oidc; RFC 7519 §4.1.4 (exp).</remarks>
internal sealed class OidcCredentialSource(string? idToken, string user, TimeProvider clock) : ICredentialSource
{
    private const string Renew = "let kubectl renew it: kubectl auth whoami, or use an exec plugin: kubectl oidc-login setup";

    public ValueTask<Credential> GetAsync(CancellationToken cancellationToken)
    {
        if (idToken is null)
        {
            throw new CredentialException($"user \"{user}\" uses auth-provider \"oidc\" and has no id-token yet", Renew);
        }

        return Expiry(idToken) is { } expires && clock.GetUtcNow() < expires
            ? ValueTask.FromResult(new Credential(BearerToken.Clean(idToken, $"the id-token of user \"{user}\""), null, null, null))
            : throw new CredentialException($"the id-token of user \"{user}\" (auth-provider \"oidc\") has expired", Renew);
    }

    public bool Refused(Credential refused) => false;

    // Null where it is no such token: then kubectl, too, asks the issuer for another.
    private static DateTimeOffset? Expiry(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || !Base64Url.IsValid(parts[1]))
        {
            return null;
        }

        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return claims.RootElement.At("exp") is { ValueKind: JsonValueKind.Number } seconds && seconds.TryGetDouble(out var value)
                ? DateTimeOffset.UnixEpoch.AddSeconds(value)
                : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}

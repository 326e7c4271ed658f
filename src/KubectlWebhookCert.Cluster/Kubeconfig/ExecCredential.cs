using System.Globalization;
using System.Text;
using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>What an exec plugin printed: credentials and how long they last. Nothing of it is ever shown.</summary>
/// <param name="credential">The credentials.</param>
/// <param name="expires">When they end; null: they do not.</param>
/// <remarks>Source: Kubernetes API reference, ExecCredential (client.authentication.k8s.io).</remarks>
internal sealed class ExecCredential(Credential credential, DateTimeOffset? expires)
{
    public Credential Credential => credential;

    /// <summary>Up to the instant and including it, as for client-go.</summary>
    public bool IsValidAt(DateTimeOffset now) => expires is not { } end || now <= end;

    /// <exception cref="CredentialException">It is no ExecCredential of the version asked for, or holds no credentials.</exception>
    public static ExecCredential Parse(ReadOnlyMemory<byte> output, ExecPlugin plugin)
    {
        try
        {
            using var document = JsonDocument.Parse(output);
            return Parse(document.RootElement, plugin);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not as the inner exception: what is wrong there quotes what may be a token.
            throw Wrong(plugin, "printed something other than an ExecCredential in JSON");
        }
    }

    private static ExecCredential Parse(JsonElement answer, ExecPlugin plugin)
    {
        if (answer.ValueKind != JsonValueKind.Object || answer.Text("kind") != "ExecCredential")
        {
            throw Wrong(plugin, "printed something other than an ExecCredential");
        }

        var version = answer.Text("apiVersion");
        if (version != plugin.ApiVersion)
        {
            // A version is no secret, but only what looks like one is surely no token.
            var shown = version is { Length: <= 48 } && version.StartsWith(ExecPlugin.Group, StringComparison.Ordinal)
                ? version
                : "another one";
            throw Wrong(plugin, $"is configured to use API version {plugin.ApiVersion}, but returned version {shown}");
        }

        if (answer.At("status") is not { ValueKind: JsonValueKind.Object } status)
        {
            throw Wrong(plugin, "did not return a status field");
        }

        var token = Text(status, "token", plugin);
        var certificate = Text(status, "clientCertificateData", plugin);
        var key = Text(status, "clientKeyData", plugin);
        if (token is null && certificate is null && key is null)
        {
            throw Wrong(plugin, "did not return a token or cert/key pair");
        }

        if (certificate is null != key is null)
        {
            throw Wrong(plugin, "returned only certificate or key, not both");
        }

        var bearer = token is null ? null : BearerToken.Clean(token, $"the token that exec plugin \"{plugin.Command}\" returned");
        var credential = new Credential(bearer, null, null, null);
        if (certificate is not null && key is not null)
        {
            credential = ClientCertificatePem.AddTo(
                credential,
                Encoding.UTF8.GetBytes(certificate),
                $"clientCertificateData of exec plugin \"{plugin.Command}\"",
                Encoding.UTF8.GetBytes(key),
                $"clientKeyData of exec plugin \"{plugin.Command}\"");
        }

        return new ExecCredential(credential, Expiry(status, plugin));
    }

    private static DateTimeOffset? Expiry(JsonElement status, ExecPlugin plugin)
    {
        if (Text(status, "expirationTimestamp", plugin) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires)
            ? expires
            : throw Wrong(plugin, "returned an expirationTimestamp that is not an RFC 3339 time");
    }

    private static string? Text(JsonElement status, string field, ExecPlugin plugin) => status.At(field) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString() is { Length: > 0 } text ? text : null,
        _ => throw Wrong(plugin, $"returned a {field} that is not a string"),
    };

    private static CredentialException Wrong(ExecPlugin plugin, string what) =>
        new($"exec plugin \"{plugin.Command}\" of user \"{plugin.User}\" {what}", ExecPlugin.ByHand);
}

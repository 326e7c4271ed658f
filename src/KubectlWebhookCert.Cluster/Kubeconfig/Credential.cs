using System.Security.Cryptography.X509Certificates;
using KubectlWebhookCert.Core;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>What proves who the user is. Never printed: <see cref="ToString"/> names only the kinds.</summary>
/// <param name="Token">Bearer token, or null.</param>
/// <param name="Username">Name for basic authentication, or null.</param>
/// <param name="Password">Password for basic authentication, or null.</param>
/// <param name="ClientCertificate">Client certificate with its key, or null.</param>
public sealed record Credential(string? Token, string? Username, string? Password, X509Certificate2? ClientCertificate)
{
    /// <summary>Nobody: the server decides what an anonymous user may do.</summary>
    public static readonly Credential None = new(null, null, null, null);

    /// <summary>The issuers to send with <see cref="ClientCertificate"/>, nearest first; mostly none.</summary>
    public ValueList<X509Certificate2> ClientCertificateIssuers { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() =>
        (Token, Username, ClientCertificate) switch
        {
            (not null, _, _) => "token",
            (_, not null, _) => "basic",
            (_, _, not null) => "client certificate",
            _ => "anonymous",
        };
}

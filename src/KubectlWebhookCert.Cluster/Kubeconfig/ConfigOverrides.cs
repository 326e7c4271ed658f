using KubectlWebhookCert.Core;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>kubectl's connection flags as typed; null or false where a flag was not given.</summary>
public sealed record ConfigOverrides
{
    /// <summary><c>--kubeconfig</c>.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary><c>--context</c>.</summary>
    public string? Context { get; init; }

    /// <summary><c>--cluster</c>.</summary>
    public string? Cluster { get; init; }

    /// <summary><c>--user</c>.</summary>
    public string? User { get; init; }

    /// <summary><c>-n/--namespace</c>.</summary>
    public string? Namespace { get; init; }

    /// <summary><c>-s/--server</c>.</summary>
    public string? Server { get; init; }

    /// <summary><c>--token</c>.</summary>
    public string? Token { get; init; }

    /// <summary><c>--username</c>.</summary>
    public string? Username { get; init; }

    /// <summary><c>--password</c>.</summary>
    public string? Password { get; init; }

    /// <summary><c>--certificate-authority</c>, a file.</summary>
    public string? CertificateAuthority { get; init; }

    /// <summary><c>--client-certificate</c>, a file.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary><c>--client-key</c>, a file.</summary>
    public string? ClientKey { get; init; }

    /// <summary><c>--insecure-skip-tls-verify</c>.</summary>
    public bool? InsecureSkipTlsVerify { get; init; }

    /// <summary><c>--tls-server-name</c>.</summary>
    public string? TlsServerName { get; init; }

    /// <summary><c>--disable-compression</c>.</summary>
    public bool? DisableCompression { get; init; }

    /// <summary><c>--as</c>.</summary>
    public string? As { get; init; }

    /// <summary><c>--as-uid</c>.</summary>
    public string? AsUid { get; init; }

    /// <summary><c>--as-group</c>, repeated.</summary>
    public ValueList<string> AsGroups { get; init; } = [];

    /// <summary><c>--as-user-extra key=value</c>, repeated, as typed.</summary>
    public ValueList<string> AsUserExtra { get; init; } = [];

    /// <summary>Nothing: token and password are among these.</summary>
    public override string ToString() => nameof(ConfigOverrides);
}

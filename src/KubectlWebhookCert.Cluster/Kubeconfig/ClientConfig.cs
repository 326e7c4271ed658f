namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>How to reach one API server as one user: kubeconfig, flags and environment resolved, as client-go resolves them.</summary>
public sealed record ClientConfig
{
    /// <summary>Base address of the API server, maybe with a path (Rancher and the like).</summary>
    public required Uri Server { get; init; }

    /// <summary>Where the settings come from, for messages: a context's name, <c>in-cluster</c> or <c>command line</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The namespace that commands act in where none is named.</summary>
    public required string Namespace { get; init; }

    /// <summary>Whether the user named the namespace by flag.</summary>
    public bool NamespaceIsExplicit { get; init; }

    /// <summary>CA certificates (PEM) the server is verified against; empty: the system's roots.</summary>
    public ReadOnlyMemory<byte> CertificateAuthority { get; init; }

    /// <summary>The name verified and sent as SNI instead of the server's host, or null.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>The server's certificate is not verified.</summary>
    public bool InsecureSkipTlsVerify { get; init; }

    /// <summary>HTTP(S) or SOCKS5 proxy, or null: then the environment's (<c>HTTPS_PROXY</c>, <c>NO_PROXY</c>) counts.</summary>
    public Uri? ProxyUrl { get; init; }

    /// <summary>Responses are not asked for in gzip.</summary>
    public bool DisableCompression { get; init; }

    /// <summary>Whom to act as, or null.</summary>
    public Impersonation? Impersonate { get; init; }

    /// <summary>Where the user's credentials come from.</summary>
    public required ICredentialSource Credentials { get; init; }

    /// <summary>Server, source and namespace; not the proxy, which may have a password in it.</summary>
    public override string ToString() => $"{Server} ({Source}, namespace {Namespace})";
}

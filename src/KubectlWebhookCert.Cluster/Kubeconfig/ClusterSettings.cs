using System.Text.Json;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>How to reach a server and how to know it: a kubeconfig's cluster, then the flags on top.</summary>
internal sealed record ClusterSettings
{
    /// <summary>The extension of a cluster that exec plugins are given (client-go's reserved name).</summary>
    private const string ExecExtension = "client.authentication.k8s.io/exec";

    public string? Server { get; init; }

    /// <summary>Where <see cref="Server"/> is written, for messages.</summary>
    public string ServerPlace { get; init; } = "the server";

    public PemSource? CertificateAuthority { get; init; }

    public bool Insecure { get; init; }

    public string? TlsServerName { get; init; }

    public Uri? ProxyUrl { get; init; }

    /// <summary><see cref="ProxyUrl"/> as written; exec plugins are given that.</summary>
    public string? ProxyText { get; init; }

    public bool DisableCompression { get; init; }

    public JsonElement? ExecConfig { get; init; }

    public static ClusterSettings Of(KubeconfigEntry entry)
    {
        var proxy = entry.Text("proxy-url");
        return new ClusterSettings
        {
            Server = entry.Text("server"),
            ServerPlace = entry.Place("server"),
            CertificateAuthority = PemSource.OfEntry(entry, "certificate-authority"),
            Insecure = entry.Flag("insecure-skip-tls-verify"),
            TlsServerName = entry.Text("tls-server-name"),
            ProxyUrl = proxy is null ? null : ServerAddress.ParseProxy(proxy, entry.Place("proxy-url")),
            ProxyText = proxy,
            DisableCompression = entry.Flag("disable-compression"),
            ExecConfig = Extension(entry),
        };
    }

    /// <summary>The flags win, as for client-go's DirectClientConfig.getCluster.</summary>
    public ClusterSettings With(ConfigOverrides flags, KubeconfigEnvironment environment)
    {
        var merged = this;
        if (!string.IsNullOrEmpty(flags.Server))
        {
            // Another server has another name: the kubeconfig's tls-server-name goes with its server.
            merged = merged with { Server = flags.Server, ServerPlace = "--server", TlsServerName = null };
        }

        if (!string.IsNullOrEmpty(flags.TlsServerName))
        {
            merged = merged with { TlsServerName = flags.TlsServerName };
        }

        if (flags.InsecureSkipTlsVerify == true || !string.IsNullOrEmpty(flags.CertificateAuthority))
        {
            merged = merged with
            {
                Insecure = flags.InsecureSkipTlsVerify == true,
                CertificateAuthority = string.IsNullOrEmpty(flags.CertificateAuthority)
                    ? null
                    : PemSource.OfFlag("--certificate-authority", flags.CertificateAuthority, environment),
            };
        }

        // client-go cannot tell an explicit "false" from no flag at all; we can, and it is the safer side.
        return merged with
        {
            Insecure = flags.InsecureSkipTlsVerify ?? merged.Insecure,
            DisableCompression = flags.DisableCompression ?? merged.DisableCompression,
        };
    }

    /// <summary>The CA certificates; empty where the system's roots count.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadCertificateAuthorityAsync(CancellationToken cancellationToken)
    {
        if (CertificateAuthority is not { } source)
        {
            return default;
        }

        if (Insecure)
        {
            throw new KubeconfigException(
                "specifying a root certificates file with the insecure flag is not allowed",
                "give either a certificate authority or --insecure-skip-tls-verify");
        }

        var pem = await source.ReadAsync(cancellationToken);
        return pem.Span.IndexOf("-----BEGIN CERTIFICATE-----"u8) >= 0
            ? pem
            : throw new KubeconfigException(
                $"unable to load root certificates: {source.Place} holds no PEM certificate",
                "it has to begin with -----BEGIN CERTIFICATE-----; look at it with: openssl x509 -noout -subject -in FILE");
    }

    private static JsonElement? Extension(KubeconfigEntry entry)
    {
        foreach (var extension in entry.Entries("extensions"))
        {
            if (extension.Text("name") == ExecExtension && extension.Value.TryGetProperty("extension", out var value))
            {
                return value;
            }
        }

        return null;
    }
}

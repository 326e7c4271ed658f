using System.Buffers;
using System.Text;
using System.Text.Json;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>What an exec plugin is told in <c>KUBERNETES_EXEC_INFO</c>: an ExecCredential with a spec.</summary>
/// <remarks>Source: Kubernetes API reference, ExecCredential (client.authentication.k8s.io); client-go rest/exec.go.</remarks>
internal sealed class ExecInfo
{
    private readonly string apiVersion;
    private readonly ClusterSettings? cluster;
    private readonly ReadOnlyMemory<byte> authority;

    private ExecInfo(string apiVersion, ClusterSettings? cluster, ReadOnlyMemory<byte> authority)
    {
        this.apiVersion = apiVersion;
        this.cluster = cluster;
        this.authority = authority;
    }

    /// <summary>The cluster is told only to plugins that ask for it.</summary>
    public static ExecInfo Of(ExecPlugin plugin, ClusterSettings cluster, ReadOnlyMemory<byte> authority) =>
        new(plugin.ApiVersion, plugin.ProvideClusterInfo ? cluster : null, authority);

    public string ToJson(bool interactive)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("kind", "ExecCredential");
            json.WriteString("apiVersion", apiVersion);
            json.WriteStartObject("spec");
            if (cluster is not null)
            {
                json.WriteStartObject("cluster");
                Write(json, cluster);
                json.WriteEndObject();
            }

            json.WriteBoolean("interactive", interactive);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Write(Utf8JsonWriter json, ClusterSettings settings)
    {
        json.WriteString("server", settings.Server);
        if (settings.TlsServerName is { } name)
        {
            json.WriteString("tls-server-name", name);
        }

        if (settings.Insecure)
        {
            json.WriteBoolean("insecure-skip-tls-verify", true);
        }

        if (!authority.IsEmpty)
        {
            json.WriteBase64String("certificate-authority-data", authority.Span);
        }

        if (settings.ProxyText is { } proxy)
        {
            json.WriteString("proxy-url", proxy);
        }

        if (settings.DisableCompression)
        {
            json.WriteBoolean("disable-compression", true);
        }

        json.WritePropertyName("config");
        if (settings.ExecConfig is { } config)
        {
            config.WriteTo(json);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}

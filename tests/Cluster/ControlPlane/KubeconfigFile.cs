using System.Text;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A kubeconfig with one context, to be varied with `with` and written.</summary>
public sealed record KubeconfigFile(Uri Server)
{
    /// <summary>PEM; null: the system's roots.</summary>
    public string? AuthorityPem { get; init; }

    public string? TlsServerName { get; init; }

    public string? ClientCertificatePem { get; init; }

    public string? ClientKeyPem { get; init; }

    public string? Token { get; init; }

    /// <summary>A credential plugin to run, with `client.authentication.k8s.io/v1beta1`.</summary>
    public string? ExecCommand { get; init; }

    public string? ImpersonatedUser { get; init; }

    public string? Namespace { get; init; }

    public string ToYaml()
    {
        var yaml = new StringBuilder("apiVersion: v1\nkind: Config\ncurrent-context: test\nclusters:\n- name: test\n  cluster:\n");
        Field(yaml, "server", Server.ToString().TrimEnd('/'));
        Field(yaml, "certificate-authority-data", Base64(AuthorityPem));
        Field(yaml, "tls-server-name", TlsServerName);
        yaml.Append("contexts:\n- name: test\n  context:\n");
        Field(yaml, "cluster", "test");
        Field(yaml, "user", "test");
        Field(yaml, "namespace", Namespace);
        yaml.Append("users:\n- name: test\n  user:\n");
        Field(yaml, "client-certificate-data", Base64(ClientCertificatePem));
        Field(yaml, "client-key-data", Base64(ClientKeyPem));
        Field(yaml, "token", Token);
        Field(yaml, "as", ImpersonatedUser);
        if (ExecCommand is not null)
        {
            yaml.Append("    exec:\n");
            Field(yaml, "  apiVersion", "client.authentication.k8s.io/v1beta1");
            Field(yaml, "  interactiveMode", "Never");
            Field(yaml, "  command", ExecCommand);
        }
        return yaml.ToString();
    }

    private static string? Base64(string? pem) => pem is null ? null : Convert.ToBase64String(Encoding.ASCII.GetBytes(pem));

    private static void Field(StringBuilder yaml, string name, string? value)
    {
        if (value is not null)
        {
            yaml.Append("    ").Append(name).Append(": \"").Append(value).Append("\"\n");
        }
    }
}

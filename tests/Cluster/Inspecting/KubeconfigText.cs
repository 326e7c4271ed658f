using System.Text;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A kubeconfig written line by line, for what <see cref="KubeconfigFile"/> does not vary.</summary>
/// <param name="Cluster">Lines of the cluster: `server: ...`.</param>
/// <param name="User">Lines of the user, with blanks in front where they belong under another.</param>
internal sealed record KubeconfigText(IReadOnlyList<string> Cluster, IReadOnlyList<string> User)
{
    public string ToYaml() => Clusters("test") + Contexts("test") + Users("test");

    /// <summary>A kubeconfig of clusters only.</summary>
    public string Clusters(string name) => Section("clusters", name, "cluster", Cluster);

    /// <summary>A kubeconfig of users only.</summary>
    public string Users(string name) => Section("users", name, "user", User);

    /// <summary>A kubeconfig of one context, which is current.</summary>
    public static string Contexts(string name) =>
        $"current-context: {name}\n" + Section("contexts", name, "context", [$"cluster: {name}", $"user: {name}"]);

    private static string Section(string section, string name, string kind, IReadOnlyList<string> lines)
    {
        var yaml = new StringBuilder($"{section}:\n- name: {name}\n  {kind}:{(lines.Count == 0 ? " {}" : "")}\n");
        foreach (var line in lines)
        {
            yaml.Append("    ").Append(line).Append('\n');
        }
        return yaml.ToString();
    }
}

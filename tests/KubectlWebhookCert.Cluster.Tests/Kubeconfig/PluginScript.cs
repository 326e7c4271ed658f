namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

/// <summary>Exec plugins for tests: their entry in a kubeconfig, and shell commands that print what a plugin prints.</summary>
internal static class PluginScript
{
    /// <summary>
    /// Tests that run plugins do not run beside each other: a process that is being started holds the files another test is writing, and a
    /// script that is open for writing cannot be run.
    /// </summary>
    public const string Collection = "exec plugins";

    public const string V1 = "client.authentication.k8s.io/v1";

    public const string Beta = "client.authentication.k8s.io/v1beta1";

    /// <summary>A user's <c>exec</c>.</summary>
    public static string Entry(string command, string version, string more) =>
        $"exec:\n  apiVersion: {version}\n  command: {command}\n  {more.ReplaceLineEndings("\n  ")}";

    /// <summary>A shell command that prints an ExecCredential; in double quotes, so that the token may be a command's output.</summary>
    public static string Print(string version = V1, string token = "t", string? expires = null)
    {
        var expiry = expires is null ? string.Empty : $",\\\"expirationTimestamp\\\":\\\"{expires}\\\"";
        var status = $"{{\\\"token\\\":\\\"{token}\\\"{expiry}}}";
        return $"printf '%s' \"{{\\\"kind\\\":\\\"ExecCredential\\\",\\\"apiVersion\\\":\\\"{version}\\\",\\\"status\\\":{status}}}\"";
    }
}

namespace KubectlWebhookCert.Commands.Completing;

/// <summary>The words that help puts for a flag's value and that say what can be its value. Completion goes by them.</summary>
internal static class ValueNames
{
    /// <summary>A file of this machine.</summary>
    public const string File = "FILE";

    /// <summary>A folder of this machine.</summary>
    public const string Folder = "DIRECTORY";

    /// <summary>A context of the kubeconfig.</summary>
    public const string Context = "CONTEXT";

    /// <summary>A cluster of the kubeconfig.</summary>
    public const string Cluster = "CLUSTER";

    /// <summary>A user of the kubeconfig.</summary>
    public const string User = "USER";

    /// <summary>A namespace.</summary>
    public const string Namespace = "NAMESPACE";

    /// <summary>A Secret, in a namespace or in that of the command.</summary>
    public const string Secret = "[NAMESPACE/]NAME";

    /// <summary>An issuer of cert-manager.</summary>
    public const string Issuer = "[KIND/]NAME";

    /// <summary>A source of CAs.</summary>
    public const string Source = "SOURCE";

    /// <summary>Codes of rules.</summary>
    public const string Codes = "CODE";
}
